import type { Finding } from "../../model/report.ts";
import { baselineNote } from "../../report/put-off.ts";
import type { Decision } from "../model/decision.ts";
import type { Line } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";

/** What was decided on a finding, written or not, and what became of it since an earlier report. */
export function decisionLines(
  { waiver, baseline, change, before, observedDrift, ...finding }: Finding,
  pending: readonly Decision[],
  width: number,
): Line[] {
  const lines: Line[] = [];
  for (const decision of pending)
    lines.push(...wrapped(`Not written yet: ${decisionText(decision)}`, width, { tone: "accent" }));
  if (waiver)
    lines.push(...wrapped(`Waived by ${waiver.id} until ${waiver.until}, ${waiver.owner}: ${waiver.reason}`, width));
  if (baseline)
    lines.push(
      ...wrapped(baselineNote({ baseline }) ?? `Put off until ${baseline.until}: ${baseline.owner} mends it.`, width),
    );
  const was = before && (before.severity !== finding.severity || before.reason !== finding.reason);
  if (change)
    lines.push(
      ...wrapped(`${change}${was ? `: it was ${before.severity}, for the reason ${before.reason}` : ""}`, width),
    );
  if (observedDrift) lines.push(...wrapped("Only a new snapshot brought it to light.", width));
  return lines;
}

export function decisionText({ kind, owner, until, reason, control, note }: Decision): string {
  if (kind === "note") return note === "" ? "its note is taken away" : `note: ${note}`;
  if (kind === "assign") return `given to ${owner}`;
  const words = { "accepted-risk": "waived", "false-positive": "waived as a false positive", baseline: "put off" };
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${words[kind]} until ${until}, ${owner}${why}${control === undefined ? "" : ` (instead: ${control})`}`;
}
