import { isDebt, isGated } from "../../model/gate.ts";
import type { Finding, Report } from "../../model/report.ts";
import { compareSeverity } from "../../model/severity.ts";
import { changeText } from "../comparison.ts";
import { baselineNote } from "../put-off.ts";
import { stepText } from "../steps-text.ts";

/** What is to become of a finding. */
export type Standing = "due" | "known" | "waived" | "fixed";

/** A finding with all that is worked out of it, so that the page's own script has to know nothing of how. */
export interface ShownFinding extends Omit<Finding, "steps"> {
  readonly standing: Standing;
  /** Whether it makes the exit code 1. */
  readonly gated?: true;
  readonly changed?: string;
  /** Why it counts although the baseline knows it. */
  readonly countsAgain?: string;
  readonly steps?: readonly { readonly text: string; readonly by: string }[];
}

const order: readonly Standing[] = ["due", "known", "waived", "fixed"];

/** All findings as a page shows them: what is to be done first, the gravest first. */
export function shownFindings(report: Report): ShownFinding[] {
  return report.findings
    .map((finding) => shownFinding(finding, report))
    .toSorted(
      (a, b) => order.indexOf(a.standing) - order.indexOf(b.standing) || compareSeverity(b.severity, a.severity),
    );
}

function shownFinding(finding: Finding, report: Report): ShownFinding {
  const { steps, ...own } = finding;
  const changed = changeText(finding);
  const countsAgain = baselineNote(finding);
  return {
    ...own,
    standing: standingOf(finding),
    ...(isGated(finding, report) && { gated: true }),
    ...(changed !== undefined && { changed }),
    ...(countsAgain !== undefined && { countsAgain }),
    ...(steps && { steps: steps.map((step) => ({ text: stepText(step), by: step.by })) }),
  };
}

function standingOf(finding: Finding): Standing {
  if (finding.waiver) return "waived";
  if (finding.change === "fixed") return "fixed";
  return isDebt(finding) ? "known" : "due";
}
