import type { SeverityStep } from "../model/report.ts";
import { compareSeverity, type Severity } from "../model/severity.ts";
import type { SettledFinding } from "./settle.ts";
import { apartFromTime } from "./severity-steps.ts";

type Grave = Pick<SettledFinding, "severity" | "steps">;

/**
 * A finding at least as grave as its gravest cause, which would count by itself if it were not told here. What only time
 * has made graver, be it the finding or a cause, stays the last step: who gave the finding a date knew the rest.
 */
export function raisedByCauses(finding: SettledFinding, causes: readonly SettledFinding[]): SettledFinding {
  const gravest = first(causes, ({ severity }) => severity);
  const lasting = first(causes, apartFromTime);
  if (!gravest || !lasting) return finding;
  const own = apartFromTime(finding);
  const byCause = isGraver(apartFromTime(lasting), own) ? stepTo(lasting, own, apartFromTime(lasting), "cause") : [];
  const isRaised = isGraver(gravest.severity, finding.severity);
  if (byCause.length === 0 && !isRaised) return finding;
  const from = byCause[0]?.to ?? own;
  const steps = finding.steps ?? [];
  const aged = steps.filter(({ by, to }) => by === "time" && isGraver(to, from)).map((step) => ({ ...step, from }));
  const byTime = isGraver(gravest.severity, from) ? stepTo(gravest, from, gravest.severity, "time") : [];
  return {
    ...finding,
    severity: isRaised ? gravest.severity : finding.severity,
    steps: [...steps.filter(({ by }) => by !== "time"), ...byCause, ...(isRaised ? byTime : aged)],
  };
}

function isGraver(a: Severity, b: Severity): boolean {
  return compareSeverity(a, b) > 0;
}

/** The first of the gravest: causes come sorted, so that the same ones give the same words. */
function first(causes: readonly SettledFinding[], of: (cause: Grave) => Severity): SettledFinding | undefined {
  return causes.reduce<SettledFinding | undefined>(
    (best, cause) => (best === undefined || isGraver(of(cause), of(best)) ? cause : best),
    undefined,
  );
}

function stepTo({ rule, steps }: SettledFinding, from: Severity, to: Severity, by: SeverityStep["by"]): SeverityStep[] {
  const why = steps?.find((step) => step.to === to)?.why;
  return [{ from, to, by, why: `Its cause ${rule} is ${to}${why === undefined ? "." : `: ${why}`}` }];
}
