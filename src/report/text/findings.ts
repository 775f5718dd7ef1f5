import { isDue } from "../../model/gate.ts";
import type { Finding, Report } from "../../model/report.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import { changeText, isNews, othersText } from "../comparison.ts";
import { baselineNote } from "../put-off.ts";
import type { ReportTarget } from "../reporter.ts";
import { safeText } from "../safe-text.ts";
import { sharedSteps, stepsText } from "../steps-text.ts";
import { folded, type Paint, paragraph } from "./paint.ts";

/** Findings shown per rule and severity unless all are wanted. */
const shownPerGroup = 8;

/** The findings of one rule at one severity. */
export interface FindingGroup {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly findings: Finding[];
}

/** Findings grouped by severity and rule, gravest first, each with what explains it and what to do. */
export function* findingLines(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const remediations = new Map(report.rules.map((rule) => [rule.id, rule.remediation]));
  for (const group of groupsOf(toldFindings(report, target))) {
    yield* groupLines(group, target, paint);
    yield paragraph(remediations.get(group.rule) ?? "", target, "  → ");
  }
  yield* othersLines(report, target);
}

/** Findings that somebody has to mend; of a pull request, those that it has to do with. */
export function toldFindings(report: Report, { all }: ReportTarget): readonly Finding[] {
  const due = report.findings.filter(isDue);
  return report.compared && !all ? due.filter(isNews) : due;
}

/** How many are left out because they were there before. */
export function* othersLines(report: Report, target: ReportTarget): Generator<string> {
  const others = report.findings.filter(isDue).length - toldFindings(report, target).length;
  if (others > 0) yield `\n${folded(`${othersText(others)} (--all shows them)`, target)}`;
}

function* groupLines(group: FindingGroup, target: ReportTarget, paint: Paint): Generator<string> {
  const { severity, rule, findings, title } = group;
  const level = paint.severity(severity)(severity.toUpperCase());
  yield `\n${folded(`${level}  ${paint.heading(safeText(rule))}  ${findings.length}`, target)}`;
  yield paragraph(title, target, "  ");
  const shared = sharedSteps(findings);
  if (shared !== undefined) yield paint.faint(paragraph(shared, target, "  "));
  const bySubject = findings.toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
  const shown = target.all ? bySubject : bySubject.slice(0, shownPerGroup);
  let subject = "";
  for (const [index, finding] of shown.entries()) {
    if (finding.subject !== subject) yield paint.heading(paragraph(subjectText(finding), target, "  "));
    subject = finding.subject;
    yield paragraph(`${markOf(finding)}${finding.msg}`, target, "    - ");
    const { declared } = finding;
    if (declared) yield paint.faint(paragraph(`${declared.file}:${declared.line}`, target, "      declared at "));
    const steps = shared === undefined ? stepsText(finding) : undefined;
    if (steps !== undefined) yield paint.faint(paragraph(steps, target, "      "));
    const known = baselineNote(finding);
    if (known !== undefined) yield paragraph(known, target, "      ");
    if (finding.note !== undefined) yield paragraph(finding.note, target, "      note: ");
    if (!isExplainedAlike(finding, shown[index + 1])) yield* causeLines(finding, target, paint);
  }
  const hidden = findings.length - shown.length;
  if (hidden > 0) yield `    … and ${hidden} more (--all shows them)\n`;
}

/** Said only where something was compared. */
function markOf(finding: Finding): string {
  const text = changeText(finding);
  return text === undefined ? "" : `[${text}] `;
}

function subjectText({ subject, name }: Finding): string {
  return name === undefined ? subject : `${name}  ${subject}`;
}

/** What several findings in a row share is said once, after the last of them. */
function isExplainedAlike(finding: Finding, next: Finding | undefined): boolean {
  return next?.subject === finding.subject && causesKey(next) === causesKey(finding);
}

function causesKey(finding: Finding): string {
  return JSON.stringify([finding.account, finding.causes.map(({ rule, msg }) => [rule, msg])]);
}

function* causeLines(finding: Finding, target: ReportTarget, paint: Paint): Generator<string> {
  for (const cause of finding.causes)
    yield paint.faint(paragraph(`${cause.rule}: ${cause.msg}`, target, "      because "));
}

/** Findings by severity and rule, the gravest first. */
export function groupsOf(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    const group = groups.get(key) ?? {
      rule: finding.rule,
      severity: finding.severity,
      title: finding.title,
      findings: [],
    };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => compareSeverity(b.severity, a.severity) || (a.rule < b.rule ? -1 : 1));
}
