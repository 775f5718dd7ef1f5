import type { Finding, Report } from "./report.ts";
import { compareSeverity } from "./severity.ts";

/** What the gate asks of a finding. */
type Gateable = Pick<Finding, "waiver" | "change" | "before" | "observedDrift" | "severity">;

/** Whether somebody still has to do something about a finding: a waiver lets it stand, or it is there no more. */
export function isOpen({ waiver, change }: Pick<Finding, "waiver" | "change">): boolean {
  return waiver === undefined && change !== "fixed";
}

/** Whether an open finding is a debt that the baseline knows, and whose day has not passed. */
export function isDebt(finding: Pick<Finding, "waiver" | "change" | "baseline">): boolean {
  return finding.baseline?.state === "open" && isOpen(finding);
}

/** Whether a finding is open and nobody has put it off. */
export function isDue(finding: Pick<Finding, "waiver" | "change" | "baseline">): boolean {
  return isOpen(finding) && !isDebt(finding);
}

/** Whether a finding makes the exit code 1. Judge and every reporter ask here, so that none says what another does not. */
export function isGated(finding: Gateable, { gate }: Pick<Report, "gate">): boolean {
  return isDue(finding) && isCaused(finding) && compareSeverity(finding.severity, gate.failOn) >= 0;
}

/**
 * Whether what was compared is answerable for a finding: it brought it in, or made it graver. Where nothing was compared,
 * every finding is as good as new.
 */
function isCaused({ change, before, observedDrift, severity }: Gateable): boolean {
  if (observedDrift) return false;
  if (change === "changed") return before === undefined || compareSeverity(severity, before.severity) > 0;
  return change === undefined || change === "introduced";
}
