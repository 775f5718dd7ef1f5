import type { Known } from "../../collect/look-up.ts";
import { parseRecordId, type RecordKind } from "../../model/record-id.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { locateRecord } from "../explain/locate-record.ts";
import type { LeaverRecord } from "./leaver-report.ts";

/**
 * The records that have to be taken away so that somebody does not have something: itself, the user of a directory in place of the
 * account which that implies, or the memberships by which a group's right is theirs.
 */
export function recordsToRevoke({ kind, id, account }: LeaverRecord, open: OpenEstate): Known[] {
  const found = known(kind, id, open) ?? (kind === "account" ? known("identity", userOf(id), open) : undefined);
  if (found?.kind !== "grant" || found.record.principal === account) return found ? [found] : [];
  const { nesting, principals } = open.estate;
  const group = principals.numberOf(found.record.principal);
  const holders = account === undefined ? [] : [account, userOf(account)];
  return nesting.memberships.flatMap((row, index) => {
    const leads =
      holders.includes(row.keys.member) && nesting.closure(nesting.groupOf(index)).some((one) => one.group === group);
    return (leads && known("membership", row.id, open)) || [];
  });
}

/** A directory's user is its account too. */
function userOf(account: string): string {
  return account.replace(/^account:/u, "identity:");
}

function known(kind: RecordKind, id: string, { estate }: OpenEstate): Known | undefined {
  if (parseRecordId(id)?.kind !== kind) return undefined;
  const located = locateRecord(id, estate.systems);
  return located && ({ kind, record: located.record } as unknown as Known);
}
