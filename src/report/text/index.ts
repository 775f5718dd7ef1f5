import { counted } from "../../counted.ts";
import { isDebt, isDue } from "../../model/gate.ts";
import type { Report, RuleCount } from "../../model/report.ts";
import { severities } from "../../model/severity.ts";
import { silenceCount } from "../blind-text.ts";
import { nextSteps } from "../next-steps.ts";
import { qualityLines } from "../quality-text.ts";
import type { Reporter, ReportTarget } from "../reporter.ts";
import { butUndecided, casesIn, exitMeaning } from "../verdict.ts";
import { comparisonLines, fixedLines } from "./comparison.ts";
import { findingLines } from "./findings.ts";
import { header } from "./header.ts";
import { notEvaluableLines } from "./not-evaluable.ts";
import { isLong, overviewLines } from "./overview.ts";
import { folded, type Paint, paintFor, paragraph } from "./paint.ts";
import { putOffLines } from "./put-off.ts";
import { table } from "./table.ts";

/** For people at a terminal, good at 80 columns. */
export const text: Reporter = {
  name: "text",
  title: "text for a terminal",
  render: (report, target) => sections(report, target, paintFor(target)),
};

function* sections(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const short = isLong(report, target);
  yield* header(report, target, paint, short);
  yield* comparisonLines(report, target, paint);
  yield* list(
    "Could not judge",
    report.obstacles.map((entry) => entry.text),
    target,
    paint.bad,
  );
  yield* list(
    "Read this first",
    report.notices.map((entry) => entry.text),
    target,
    paint.heading,
  );
  yield* short ? overviewLines(report, target, paint) : findingLines(report, target, paint);
  yield* putOffLines(report, target, paint);
  yield* fixedLines(report, target, paint);
  yield* unknowns(report, target, paint);
  yield* notEvaluableLines(report, target, paint, short);
  // An overview is one screen; `entitlint posture` and --all have it.
  if (!short) yield* list("Missing in what was read", qualityLines(report), target, paint.heading);
  yield* counts(report, target, paint, short);
  yield* list("Next", nextSteps(report), target, paint.heading);
  yield* summary(report, target, paint);
}

function* list(
  title: string,
  entries: readonly string[],
  target: ReportTarget,
  heading: (text: string) => string,
): Generator<string> {
  if (entries.length === 0) return;
  yield `\n${heading(title)}\n`;
  for (const entry of entries) yield paragraph(entry, target, "  ! ");
}

function* unknowns(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  if (report.unknowns.length === 0) return;
  yield `\n${paint.heading("Could not be decided")}  ${casesIn(report.unknowns)}\n`;
  // One cause of many cases before the cases that stand alone.
  const sorted = report.unknowns.toSorted((a, b) => (b.count ?? 1) - (a.count ?? 1));
  const shown = target.all ? sorted : sorted.slice(0, 8);
  for (const entry of shown) yield paragraph(`${entry.rule}: ${entry.msg}`, target, "  ? ");
  if (shown.length < sorted.length) yield `    … and ${casesIn(sorted.slice(shown.length))} more (--all shows them)\n`;
}

/** The denominators; an overview has told those of its rules. */
function* counts(report: Report, target: ReportTarget, paint: Paint, short: boolean): Generator<string> {
  const isShown = ({ violating, unknown }: RuleCount) => (violating > 0 && !short) || unknown > 0;
  const shown = report.counts.filter((count) => target.all || isShown(count));
  if (shown.length === 0) return;
  yield `\n${paint.heading("Examined")}\n`;
  const rows = shown.map(({ rule, app, examined, violating, unknown }) => [rule, app, examined, violating, unknown]);
  yield table(["rule", "in", "examined", "violating", "unknown"], rows, target);
  const left = report.counts.length - shown.length;
  const without = short ? "" : " in which nothing was found";
  if (left > 0) yield paragraph(`… and ${counted(left, "more row")}${without} (--all shows them)`, target, "    ");
}

function* summary(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const due = report.findings.filter(isDue);
  const parts = [...severities]
    .reverse()
    .map((severity) => ({ severity, count: due.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => paint.severity(severity)(`${count} ${severity}`));
  const found = parts.length > 0 ? parts.join(", ") : paint.good("no findings");
  const waived = report.findings.filter(({ waiver }) => waiver !== undefined).length;
  const debts = report.findings.filter(isDebt).length;
  const putOff = [...(waived > 0 ? [`${waived} waived`] : []), ...(debts > 0 ? [`${debts} known and put off`] : [])];
  const judged = `${[...putOff, ""].join("; ")}${casesIn(report.unknowns)} undecided, ${silenceCount(report)}`;
  yield `\n${folded(`${found}; ${judged}`, target)}`;
  const gate = report.compared ? `${report.gate.failOn}, of what was introduced` : report.gate.failOn;
  yield folded(`exit code ${report.exitCode}: ${exitMeaning(report)}${butUndecided(report)} (gate: ${gate})`, target);
}
