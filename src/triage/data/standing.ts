import { isDebt, isDue } from "../../model/gate.ts";
import type { Finding } from "../../model/report.ts";

/** How a finding stands: what was decided on it already, or that nobody has. */
export type Standing = "new" | "pre-existing" | "overdue" | "graver" | "put off" | "waived" | "fixed";

/** The one word that says most about how a finding stands. */
export function standingOf(finding: Finding): Standing {
  if (finding.change === "fixed") return "fixed";
  if (finding.waiver !== undefined) return "waived";
  if (isDebt(finding)) return "put off";
  if (finding.baseline?.state === "graver") return "graver";
  if (finding.baseline !== undefined) return "overdue";
  return isNew(finding) ? "new" : "pre-existing";
}

/** Whether nobody has decided on a finding, and nothing says that it was there before. */
function isNew(finding: Finding): boolean {
  const { change, baseline } = finding;
  return isDue(finding) && baseline === undefined && (change === undefined || change === "introduced");
}
