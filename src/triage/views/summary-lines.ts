import { counted } from "../../counted.ts";
import { isDue } from "../../model/gate.ts";
import { type Severity, severities } from "../../model/severity.ts";
import type { Data } from "../data/data.ts";
import { bodyHeight, type State } from "../model/state.ts";
import { clip, pad } from "../text/fit.ts";
import { emptyLine, type Line, line, type Span, span } from "../text/line.ts";
import { wrapped } from "../text/wrap.ts";
import { severityCounts } from "./header.ts";
import { type SummaryFacts, summaryFacts } from "./summary-facts.ts";

const labelWidth = 14;
const facts = new WeakMap<Data, SummaryFacts>();

/** What was judged, what was not, what is new and what falls due; where there is room, which applications have most of it. */
export function summaryLines(state: State): Line[] {
  const { data, size } = state;
  const known = facts.get(data) ?? summaryFacts(data.report);
  facts.set(data, known);
  const { rules, examined, undecided, silent, silentInPart, troubles } = known;
  const room = size.columns - labelWidth - 2;
  const fresh = data.findings.filter((_, index) => data.standing(index) === "new").length;
  const head = [
    row("Judged", [span(`${examined.toLocaleString("en")} objects by ${counted(rules, "rule")}`)]),
    row("Not judged", [
      span(
        clip(`${undecided} undecided; ${silent} not evaluable, ${silentInPart} in part`, room),
        undecided + silent > 0 ? "medium" : undefined,
      ),
    ]),
    row(
      "To be done",
      severityCounts(data).map((one, index) => (index === 0 ? { ...one, text: one.text.trimStart() } : one)),
    ),
    row("New", [span(`${fresh} that nobody has decided on`)]),
    row("Falling due", [span(clip(dueText(known), room))]),
    row("Decided", [span(`${known.waived} waived, ${known.putOff} put off`)]),
  ];
  const problems = troubleLines(troubles, size.columns, bodyHeight(state));
  const left = bodyHeight(state) - head.length - problems.length;
  return [...problems, ...head, ...(left >= 5 ? [emptyLine, ...appLines(data, size.columns, left - 2)] : [])];
}

/** Why this run could not judge, before anything that it says; those that there is no room for are counted. */
function troubleLines(troubles: readonly string[], columns: number, height: number): Line[] {
  if (troubles.length === 0) return [];
  const head = line(" ! Could not judge: what is not shown may be there all the same.", "bad");
  const lines = troubles.map((text) => wrapped(text, columns - 4, { tone: "bad", lead: "   · ", under: "     " }));
  const shown: Line[] = [];
  for (const [at, own] of lines.entries()) {
    if (shown.length + own.length > height - 2 && at < lines.length - 1)
      return [head, ...shown, line(`   … and ${counted(lines.length - at, "more cause")}; a check tells all`, "bad")];
    shown.push(...own);
  }
  return [head, ...shown];
}

function row(label: string, spans: readonly Span[]): Line {
  return { spans: [span(` ${pad(label, labelWidth)}`, "faint"), ...spans] };
}

function dueText({ endingWaivers, endedWaivers, dueSoon, overdue }: SummaryFacts): string {
  const parts = [
    endingWaivers > 0 ? `${counted(endingWaivers, "waiver ends", "waivers end")} soon` : "",
    endedWaivers > 0 ? `${counted(endedWaivers, "waiver does", "waivers do")} not hold` : "",
    dueSoon > 0 ? `${dueSoon} put off until soon` : "",
    overdue > 0 ? `${overdue} overdue or graver` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(", ") : "nothing within two weeks";
}

/** Applications with what is to be done in them, as bars. */
function appLines(data: Data, columns: number, most: number): Line[] {
  const apps = new Map<string, Map<Severity, number>>();
  for (const finding of data.findings) {
    if (!isDue(finding)) continue;
    const counts = apps.get(finding.app) ?? new Map<Severity, number>();
    apps.set(finding.app, counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1));
  }
  const totals = [...apps]
    .map(([app, counts]) => ({ app, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) }))
    .toSorted((a, b) => b.total - a.total || (a.app < b.app ? -1 : 1));
  const room = Math.min(60, columns - labelWidth - 10);
  const largest = Math.max(1, ...totals.map(({ total }) => total));
  const shown = totals.slice(0, most);
  return [
    line(" By application", "accent"),
    ...shown.map(({ app, counts, total }) =>
      row(clip(app, labelWidth - 1), [...bar(counts, room / largest), span(` ${total}`)]),
    ),
  ];
}

function bar(counts: ReadonlyMap<Severity, number>, scale: number): Span[] {
  return severities.toReversed().flatMap((severity) => {
    const count = counts.get(severity);
    return count === undefined ? [] : [span("█".repeat(Math.max(1, Math.round(count * Math.min(1, scale)))), severity)];
  });
}
