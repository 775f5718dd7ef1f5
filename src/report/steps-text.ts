import type { Finding, SeverityStep } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";

/** How a finding came to its severity, a sentence for each step; undefined where it is its rule's own. */
export function stepsText({ steps }: Pick<Finding, "steps">): string | undefined {
  return steps === undefined || steps.length === 0 ? undefined : steps.map(stepText).join(" ");
}

/** One step as a sentence. */
export function stepText({ from, to, why }: SeverityStep): string {
  const verb = compareSeverity(to, from) < 0 ? "Lowered" : "Raised";
  return `${verb} from ${from} to ${to}: ${why}`;
}

/** The steps that all of these findings share, told once for all of them; undefined where there are none, or others. */
export function sharedSteps(findings: readonly Pick<Finding, "steps">[]): string | undefined {
  const [first, ...others] = new Set(findings.map(stepsText));
  return others.length === 0 ? first : undefined;
}
