import { isDue } from "../../model/gate.ts";
import { severities } from "../../model/severity.ts";
import { isJudged } from "../../report/verdict.ts";
import type { Data } from "../data/data.ts";
import type { State } from "../model/state.ts";
import { fitLine, widthOf } from "../text/fit.ts";
import { type Line, type Span, span } from "../text/line.ts";

const dueCounts = new WeakMap<Data, readonly Span[]>();

/** What is triaged: how many findings somebody has to do something about, by severity, and as of when. */
export function headerLine(state: State): Line {
  const { data, size, decisions } = state;
  // What must not be missed stands first: a narrow screen cuts the end.
  const doubt = isJudged(data.report) ? [] : [span("! could not judge ", "bad")];
  const open = decisions.length > 0 ? [span(`${decisions.length} not written `, "accent")] : [];
  const left = [span(" entitlint triage ", "strong"), ...open, ...doubt, ...severityCounts(data)];
  const right = `as of ${data.report.asOf} `;
  const taken = left.reduce((sum, { text }) => sum + widthOf(text), 0);
  const gap = size.columns - taken - right.length;
  return fitLine({ spans: gap >= 2 ? [...left, span(" ".repeat(gap)), span(right, "faint")] : left }, size.columns);
}

/** ` 5 critical 32 high`: what is due, the gravest first. A run that could not judge has not found that there is nothing to do. */
export function severityCounts(data: Data): readonly Span[] {
  const known = dueCounts.get(data);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const finding of data.findings)
    if (isDue(finding)) counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  const found = severities.toReversed().flatMap((severity) => {
    const count = counts.get(severity);
    return count === undefined ? [] : [span(` ${count} ${severity}`, severity)];
  });
  const none = isJudged(data.report) ? span(" nothing to do", "good") : span(" nobody knows", "bad");
  const spans = found.length > 0 ? found : [none];
  dueCounts.set(data, spans);
  return spans;
}
