import { counted } from "../../../../counted.ts";
import type { EpisodeState, Trend, TrendRank } from "../../../../model/trend.ts";
import { prose } from "../../../../report/prose.ts";
import type { ReportTarget } from "../../../../report/reporter.ts";
import { safeMarkdown, safeText } from "../../../../report/safe-text.ts";
import {
  columnNotes,
  firstOf,
  lastOf,
  type Row,
  rankColumns,
  rankRow,
  severityColumns,
  severityRow,
  severitySum,
  weekColumns,
  weekRow,
} from "./tables.ts";
import { doubted, gapsOf, groundLines, standingText, timesColumns, timesNotes, timesRow, titleOf } from "./words.ts";

const most = { weeks: 26, ranks: 20, findings: 50 };

/** For tickets and job summaries. */
export function* trendMarkdown(trend: Trend, { all }: ReportTarget): Generator<string> {
  yield `## ${safeText(titleOf(trend))}\n\n`;
  for (const line of [...groundLines(trend), ...trend.notices]) yield `- ${prose(line)}\n`;
  for (const { commit, collectedAt = "nobody knows when", why = "" } of gapsOf(trend))
    yield `- Could not be judged: ${prose(`${collectedAt}, commit ${commit.slice(0, 12)}: ${why}`)}\n`;
  for (const { collectedAt = "", why = "" } of doubted(trend))
    yield `- What is not seen there proves nothing: ${prose(`${collectedAt}: ${why}`)}\n`;

  yield "\n### How fast\n\n";
  yield table(timesColumns, [timesRow("noticed", trend.detect), timesRow("mended", trend.mend)]);
  for (const note of timesNotes) yield `\n${prose(note)}\n`;

  yield "\n### By week\n\n";
  const weeks = lastOf(trend.weeks, most.weeks, all);
  yield table(weekColumns, weeks.shown.map(weekRow));
  yield more(weeks.hidden, "earlier week");
  yield "\nOpen at the end of the week, come and mended in it:\n\n";
  yield table(severityColumns, [...weeks.shown.map(severityRow), severitySum(trend.weeks)]);
  for (const note of columnNotes) yield `\n${prose(note)}\n`;

  yield* ranked("Rules", "rule", trend.rules);
  yield* ranked("Applications", "application", trend.apps);
  for (const state of ["open", "not-observable", "waived", "mended"] as const) yield* standing(state);

  function* ranked(title: string, name: string, ranks: readonly TrendRank[]): Generator<string> {
    if (ranks.length === 0) return;
    const { shown, hidden } = firstOf(ranks, most.ranks, all);
    yield `\n### ${title}\n\n`;
    yield table([name, ...rankColumns], shown.map(rankRow));
    yield more(hidden, name);
  }

  function* standing(state: EpisodeState): Generator<string> {
    const own = trend.findings.filter((finding) => finding.state === state);
    if (own.length === 0) return;
    const { shown, hidden } = firstOf(own, most.findings, all);
    yield `\n### ${titles[state]} (${own.length})\n\n`;
    yield table(
      ["severity", "rule", "application", "object", "who", "since when"],
      shown.map((finding) => {
        const { severity, rule, app, object, name, subject } = finding;
        return [severity, rule, app, object, name ?? subject, standingText(finding)];
      }),
    );
    yield more(hidden, "finding");
  }
}

const titles: Readonly<Record<EpisodeState, string>> = {
  open: "Open",
  "not-observable": "Not observable",
  waived: "Waived",
  mended: "Mended",
};

function table(head: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => (typeof cell === "number" ? String(cell) : safeMarkdown(cell))))),
  ].join("");
}

function more(count: number, one: string): string {
  return count > 0 ? `\n… and ${counted(count, one)} more\n` : "";
}
