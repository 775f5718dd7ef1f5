import type { Finding, Report, ReportWaiver } from "../../model/report.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { subjectDocuments } from "../estate/subject-parts.ts";
import { type ExplainedGrant, type ExplainedRecord, explainSubject } from "./explanation.ts";
import { type LocatedRecord, locateRecord } from "./locate-record.ts";

/** A step of the path from whom a finding is about to what they hold, with what is to be known of it. */
export interface PathStep {
  readonly id: string;
  readonly note?: string;
}

/** Everything behind one finding. */
export interface FindingExplanation {
  readonly version: 1;
  readonly finding: Finding;
  readonly rule: Pick<Report["rules"][number], "description" | "remediation" | "controls" | "severity">;
  readonly path: readonly PathStep[];
  /** Records of the subject, with the keys by which each came to be theirs; of what is nobody's, the record alone. */
  readonly records: readonly (ExplainedRecord | LocatedRecord)[];
  /** The waiver that lets it stand, with its state. */
  readonly waiver?: ReportWaiver;
}

/** Explains a finding of a report by the estate that it was judged from. */
export function explainFinding(finding: Finding, report: Report, open: OpenEstate): FindingExplanation {
  const rule = report.rules.find(({ id }) => id === finding.rule);
  const waiver = report.waivers?.find(({ id }) => id === finding.waiver?.id);
  const subject = open.correlation.subjects.all.find(({ id }) => id === finding.subject);
  const explained = subject && explainSubject({ subject }, subjectDocuments(open)(subject), open);
  const object = locateRecord(finding.object, open.estate.systems);
  return {
    version: 1,
    finding,
    rule: {
      description: rule?.description ?? "",
      remediation: rule?.remediation ?? "",
      controls: rule?.controls ?? [],
      severity: rule?.severity ?? finding.severity,
    },
    path: pathOf(
      finding,
      explained?.records ?? [],
      explained?.grants.find(({ id }) => id === finding.grant),
    ),
    records: explained?.records ?? (object ? [object] : []),
    ...(waiver && { waiver }),
  };
}

/** From the person or machine through the account and its groups to the right or key. */
function pathOf(
  { subject, name, account, credential }: Finding,
  records: readonly ExplainedRecord[],
  grant: ExplainedGrant | undefined,
): PathStep[] {
  const holder = grant?.account ?? account;
  const link = records.find(({ id }) => id === holder)?.link;
  return [
    { id: subject, ...(name !== undefined && { note: name }) },
    ...(holder === undefined || holder === subject ? [] : [{ id: holder, ...(link !== undefined && { note: link }) }]),
    ...(grant?.via ?? []).map((group) => ({ id: group, note: "member" })),
    ...(grant ? [{ id: grant.entitlement, note: noteOf(grant) }] : []),
    ...(credential === undefined ? [] : [{ id: credential, note: "credential" }]),
  ];
}

function noteOf({ id, privileged, declared, role }: ExplainedGrant): string {
  const by = role === undefined ? "" : `by the role ${role} `;
  return [
    id,
    ...(privileged ? ["privileged"] : []),
    ...(declared === undefined ? [] : [`declared ${by}at ${declared}`]),
  ].join(", ");
}
