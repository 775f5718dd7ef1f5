import type { EpisodeState, Trend, TrendRank } from "../../../../model/trend.ts";
import type { ReportTarget } from "../../../../report/reporter.ts";
import { paintFor, paragraph } from "../../../../report/text/paint.ts";
import { table } from "../../../../report/text/table.ts";
import { sparkline, sparkText } from "./sparkline.ts";
import {
  columnNotes,
  firstOf,
  lastOf,
  rankColumns,
  rankRow,
  severityColumns,
  severityRow,
  severitySum,
  weekColumns,
  weekRow,
} from "./tables.ts";
import { doubted, gapsOf, groundLines, standingText, timesColumns, timesNotes, timesRow, titleOf } from "./words.ts";

/** Weeks, rules and findings that are shown unless all are wanted. */
const most = { weeks: 13, ranks: 10, findings: 10 };

/** For people at a terminal. */
export function* trendText(trend: Trend, target: ReportTarget): Generator<string> {
  const paint = paintFor(target);
  const head = (title: string) => `\n${paint.heading(title)}\n`;
  yield `${paint.heading(titleOf(trend))}\n`;
  for (const line of groundLines(trend)) yield paragraph(line, target, "  ");
  const [gaps, doubts] = [gapsOf(trend), doubted(trend)];
  if (gaps.length > 0) yield head("Could not be judged");
  for (const { commit, collectedAt = "nobody knows when", why = "" } of gaps)
    yield paragraph(`${collectedAt}, commit ${commit.slice(0, 12)}: ${why}`, target, "  ");
  if (doubts.length > 0) yield head("Judged, but what is not seen there proves nothing");
  for (const { collectedAt = "", why = "" } of doubts) yield paragraph(`${collectedAt}: ${why}`, target, "  ");
  if (trend.notices.length > 0) yield head("Read this first");
  for (const notice of trend.notices) yield paragraph(notice, target, "  ");

  yield head("How fast");
  yield table(timesColumns, [timesRow("noticed", trend.detect), timesRow("mended", trend.mend)], target);
  for (const note of timesNotes) yield paragraph(note, target, "  ");

  yield head("By week");
  const weeks = lastOf(trend.weeks, most.weeks, target.all);
  for (const [name, of] of [
    ["open", "open"],
    ["new", "new"],
    ["mended", "mended"],
  ] as const) {
    const numbers = weeks.shown.map(({ all }) => all?.[of]);
    yield `  ${name.padEnd(6)}  ${sparkline(numbers)}  ${sparkText(numbers)}\n`;
  }
  yield table(weekColumns, weeks.shown.map(weekRow), target, weekColumns);
  yield paragraph("By severity: open at the end of the week, +come and −mended in it", target, "  ");
  yield table(severityColumns, [...weeks.shown.map(severityRow), severitySum(trend.weeks)], target, severityColumns);
  yield more(weeks.hidden, "earlier week");
  for (const note of columnNotes) yield paragraph(note, target, "  ");

  yield* ranked("Rules", "rule", trend.rules);
  yield* ranked("Applications", "application", trend.apps);
  yield* standing("Open", "open");
  yield* standing("Not observable: neither seen nor known to be mended", "not-observable");
  yield* standing("Waived", "waived");
  yield* standing("Mended", "mended");

  function* ranked(title: string, name: string, ranks: readonly TrendRank[]): Generator<string> {
    if (ranks.length === 0) return;
    const { shown, hidden } = firstOf(ranks, most.ranks, target.all);
    yield head(title);
    yield table(
      [name, ...rankColumns],
      shown.map((rank) => rankRow(rank)),
      target,
    );
    yield more(hidden, name);
  }

  function* standing(title: string, state: EpisodeState): Generator<string> {
    const own = trend.findings.filter((finding) => finding.state === state);
    if (own.length === 0) return;
    const { shown, hidden } = firstOf(own, most.findings, target.all);
    yield head(`${title}  ${own.length}`);
    for (const finding of shown) {
      const { severity, rule, app, object, name, subject } = finding;
      yield paragraph(
        `${severity.toUpperCase()}  ${rule}  ${app}  ${object}${name === undefined ? "" : `  ${name} (${subject})`}`,
        target,
        "  ",
      );
      yield paragraph(standingText(finding), target, "    ");
    }
    yield more(hidden, "finding");
  }

  function more(count: number, one: string): string {
    return count > 0 ? `  … and ${count} more ${count === 1 ? one : `${one}s`}; --all shows them\n` : "";
  }
}
