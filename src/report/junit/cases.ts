import { counted } from "../../counted.ts";
import { isDebt, isGated, isOpen } from "../../model/gate.ts";
import type { Finding, NotEvaluable, Report, RuleCount, Unknown } from "../../model/report.ts";
import { compareSeverity } from "../../model/severity.ts";
import { changeText } from "../comparison.ts";
import { placeNote, placeText } from "../place-text.ts";
import { baselineNote } from "../put-off.ts";
import { stepsText } from "../steps-text.ts";
import { isJudged, nothingText } from "../verdict.ts";
import type { Ending, TestCase } from "./suite.ts";

/** One finding: a failure where the exit code rests on it, else skipped, so that a test's colour is the check's own. */
export function findingCase(finding: Finding, report: Report, remediation: string): TestCase {
  const { rule, app, object, fingerprint, severity, msg, causes, place, waiver, baseline, note } = finding;
  const aside = placeNote(place);
  const known = baselineNote(finding);
  const steps = stepsText(finding);
  const details = [
    `severity: ${severity}${steps === undefined ? "" : `. ${steps}`}`,
    `place: ${placeText(place)}${aside === undefined ? "" : ` (${aside})`}`,
    ...(waiver ? [`waived by: ${waiver.owner}, because ${waiver.reason}`] : []),
    ...(known === undefined ? [] : [known]),
    ...(note === undefined ? [] : [`note: ${note}`]),
    ...causes.map((cause) => `because of ${cause.rule}: ${cause.msg}`),
    `what to do: ${remediation}`,
    `fingerprint: ${fingerprint}`,
  ];
  const ending = (): Ending => {
    if (waiver)
      return {
        kind: "skipped",
        type: "waived",
        message: `waived by ${waiver.id} until ${waiver.until}: ${msg}`,
        details,
      };
    if (baseline && isDebt(finding)) {
      const message = `known by the baseline, ${baseline.owner} has until ${baseline.until}: ${msg}`;
      return { kind: "skipped", type: "baseline", message, details };
    }
    if (!isGated(finding, report))
      return {
        kind: "skipped",
        type: severity,
        message: `${severity}, ${whyNoFailure(finding, report)}: ${msg}`,
        details,
      };
    return { kind: "failure", type: severity, message: msg, details };
  };
  // The mark keeps apart several reasons for one object, and stays the same from run to run.
  return { name: `${object} ${fingerprint.slice(0, 8)}`, className: classOf(rule, app), ending: ending() };
}

function whyNoFailure(finding: Finding, { gate }: Report): string {
  if (compareSeverity(finding.severity, gate.failOn) < 0) return "below the gate";
  return `not what this change is held to (${changeText(finding) ?? "let stand"})`;
}

/** Findings that an earlier report had and this one does not are passed tests no longer worth a line. */
export function isTold(finding: Finding): boolean {
  return isOpen(finding) || finding.waiver !== undefined;
}

export function unknownCase({ rule, app, object, account, reason, msg, place }: Unknown): TestCase {
  const name = [object, ...(account === undefined || account === object ? [] : [account]), reason].join(" ");
  const details = [`place: ${placeText(place)}`];
  return {
    name,
    className: classOf(rule, app),
    ending: { kind: "skipped", type: "undecided", message: `could not be decided: ${msg}`, details },
  };
}

/** A rule that could not be asked fails the check only where the config demands it; it never passes. */
export function blindCase({ rule, app, code, text, reasons, required }: NotEvaluable): TestCase {
  const name = reasons ? `not evaluable for ${reasons.join(", ")}` : "not evaluable";
  return {
    name,
    className: classOf(rule, app),
    ending: { kind: required && !reasons ? "error" : "skipped", type: code, message: `${name}: ${text}` },
  };
}

/** A test that passes, where all that a rule examined in an application is in order, and the run could judge. */
export function countCase({ rule, app, examines, violating, unknown }: RuleCount, report: Report): TestCase[] {
  if (violating + unknown > 0) return [];
  const passed = { name: `every ${examines}`, className: classOf(rule, app) };
  if (isJudged(report)) return [passed];
  return [{ ...passed, ending: { kind: "skipped", type: "not-judged", message: nothingText(report) } }];
}

export function countLine({ app, examines, examined, violating, unknown }: RuleCount): string {
  const many = examines === "identity" ? "identities" : `${examines}s`;
  return `${app}: ${counted(examined, examines, many)} examined, ${violating} violating, ${unknown} undecided`;
}

/** Tools show a class as a package and, behind its last dot, a name. */
function classOf(rule: string, app: string): string {
  return `${rule}.${app}`;
}
