import { systemsOfSubject } from "../../correlate/subject-systems.ts";
import type { Subject } from "../../correlate/subjects.ts";
import { lineText } from "../../load/lines.ts";
import { parseRecord } from "../../load/rows.ts";
import type { Account } from "../../model/records/account.ts";
import type { Identity } from "../../model/records/identity.ts";
import type { OpenEstate } from "./open-estate.ts";

/** Where each subject is counted: at home first. */
export function subjectSystems(open: OpenEstate): (subject: string) => ReadonlySet<string> | undefined {
  const find = subjectFinder(open);
  return (id) => {
    const subject = find(id);
    return subject && systemsOfSubject(subject, open.estate);
  };
}

/** Where each subject is at home. */
export function subjectHomes(open: OpenEstate): (subject: string) => string | undefined {
  const find = subjectFinder(open);
  return (id) => find(id)?.home;
}

/** What people call a subject: the display name, login or address of its first record. */
export function subjectNames(open: OpenEstate): (subject: string) => string | undefined {
  const find = subjectFinder(open);
  const names = new Map<string, string | undefined>();
  return (id) => {
    if (!names.has(id)) names.set(id, nameOf(find(id), open) ?? nameOfObject(id, open));
    return names.get(id);
  };
}

function nameOf(subject: Subject | undefined, { estate }: OpenEstate): string | undefined {
  if (!subject || subject.machine) return undefined;
  const { identities, accounts } = estate.principals;
  const row = identities[subject.identities[0] ?? -1] ?? accounts[subject.accounts[0] ?? -1];
  const record = row && parseRecord<Identity | Account>(lineText(row.bytes, 0, row.bytes.length));
  return record?.displayName ?? record?.userName ?? record?.emails?.[0]?.value;
}

/** What a group or an entitlement is called. */
function nameOfObject(id: string, { estate }: OpenEstate): string | undefined {
  if (id.startsWith("group:")) return estate.principals.groupAt(estate.principals.numberOf(id))?.keys.name;
  if (!id.startsWith("entitlement:")) return undefined;
  return estate.entitlements.find((row) => row.id === id)?.keys.name;
}

/** Subjects are sorted by id, so finding one needs no index. */
function subjectFinder({ correlation }: OpenEstate): (id: string) => Subject | undefined {
  const { all } = correlation.subjects;
  return (id) => {
    let low = 0;
    let high = all.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const candidate = all[middle];
      if (!candidate || candidate.id === id) return candidate;
      if (candidate.id < id) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  };
}
