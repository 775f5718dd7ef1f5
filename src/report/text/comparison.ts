import type { Impact, ImpactFinding } from "../../model/compared.ts";
import type { Finding, Report } from "../../model/report.ts";
import { comparedText, impactText, noOwnersText, settingsFileText } from "../comparison.ts";
import type { ReportTarget } from "../reporter.ts";
import { type Paint, paragraph } from "./paint.ts";

/** Entries shown of each list unless all are wanted. */
const shownOfList = 8;

/** What was compared, and what the change of settings would do. */
export function* comparisonLines(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const text = comparedText(report);
  if (text === undefined) return;
  yield `\n${paint.heading("Pull request")}\n`;
  yield paragraph(text, target, "  ");
  if (report.impact) yield* impactLines(report.impact, target, paint);
}

function* impactLines(impact: Impact, target: ReportTarget, paint: Paint): Generator<string> {
  yield `\n${paint.heading("Impact of its settings")}\n`;
  yield paragraph(impactText(impact), target, "  ");
  for (const text of impact.obstacles) yield paragraph(`could not judge then: ${text}`, target, "  ! ");
  yield* shortened(
    impact.files.map((file) => settingsFileText(file, impact)),
    target,
  );
  const nobody = noOwnersText(impact);
  if (nobody !== undefined) yield paragraph(nobody, target, "  ");
  yield* shortened(impact.findings.map(effectText), target);
}

function effectText({ effect, severity, rule, msg }: ImpactFinding): string {
  return `${effect}: ${severity} ${rule}: ${msg}`;
}

function* shortened(texts: readonly string[], target: ReportTarget): Generator<string> {
  const shown = target.all ? texts : texts.slice(0, shownOfList);
  for (const text of shown) yield paragraph(text, target, "  - ");
  if (shown.length < texts.length) yield `    … and ${texts.length - shown.length} more (--all shows them)\n`;
}

/** Findings that are there no more. */
export function* fixedLines({ findings }: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const fixed = findings.filter(({ change }) => change === "fixed");
  if (fixed.length === 0) return;
  yield `\n${paint.good("Fixed")}  ${fixed.length}\n`;
  yield* shortened(fixed.map(fixedText), target);
}

function fixedText({ severity, rule, msg }: Finding): string {
  return `${severity} ${rule}: ${msg}`;
}
