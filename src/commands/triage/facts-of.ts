import type { Finding } from "../../model/report.ts";
import type { FactGrant, FactRecord, Facts, FactsOrWhy } from "../../triage/model/facts.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { subjectDocuments } from "../estate/subject-parts.ts";
import { type ExplainedGrant, type ExplainedRecord, type Explanation, explainSubject } from "../explain/explanation.ts";

/** Looks up what lies behind findings, as `explain` does; somebody who was explained is not again. */
export function factsIn(open: OpenEstate): (finding: Finding) => FactsOrWhy {
  const subjects = new Map(open.correlation.subjects.all.map((subject) => [subject.id, subject]));
  const documentOf = subjectDocuments(open);
  const explained = new Map<string, Explanation>();
  return (finding) => {
    const subject = subjects.get(finding.subject);
    if (!subject) return "It is about no person or machine, so no records lie behind it.";
    const known = explained.get(subject.id) ?? explainSubject({ subject }, documentOf(subject), open);
    explained.set(subject.id, known);
    return factsFor(finding, known);
  };
}

function factsFor({ grant, account }: Finding, { id, kind, records, grants, owners }: Explanation): Facts {
  // What the finding is about stands first; of the subject's other accounts a reader sees enough in the list.
  const near = records.toSorted((a, b) => Number(b.id === account) - Number(a.id === account));
  const people = near.filter(({ role }) => role !== "account");
  const accounts = near.filter(({ role }) => role === "account");
  return {
    ...{ subject: id, kind },
    records: [...people, ...accounts].map(recordOf),
    grants: grants.filter((one) => one.id === grant).map(grantOf),
    owners: owners.map(({ ref, source }) => `${ref} (${source})`),
  };
}

function recordOf({ id, role, link, places, record, trials, candidates }: ExplainedRecord): FactRecord {
  return { id, role, link, places, fields: record, tried: trials, candidates };
}

function grantOf({ account, via, entitlement, privileged, declared, role }: ExplainedGrant): FactGrant {
  return { account, via, entitlement, isPrivileged: privileged, declared, role };
}
