import { counted } from "../../counted.ts";
import type { Finding, Report } from "../../model/report.ts";
import type { ReportTarget } from "../reporter.ts";
import { type FindingGroup, groupsOf, othersLines, toldFindings } from "./findings.ts";
import { folded, type Paint, paragraph } from "./paint.ts";

/** With more findings than this nobody reads them one by one: the first report of an estate that has grown for years. */
const mostInDetail = 100;

/** Subjects that an overview names for each rule. */
const named = 3;

const lead = "    ";

/** Whether findings are told as an overview. */
export function isLong(report: Report, target: ReportTarget): boolean {
  return !target.all && toldFindings(report, target).length > mostInDetail;
}

/** Each rule with how many of how many violate it where, whom for example, and what to do: one screen, however many there are. */
export function* overviewLines(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const told = toldFindings(report, target);
  yield `\n${paint.heading(`${counted(told.length, "finding")}, by rule`)}  (--all shows each)\n`;
  const remediations = new Map(report.rules.map((rule) => [rule.id, rule.remediation]));
  for (const group of byRule(groupsOf(told))) {
    const { severity, rule, findings } = group;
    const level = paint.severity(severity)(severity.toUpperCase());
    yield folded(
      `${level}  ${paint.heading(rule)}  ${findings.length}${lighterText(group)}  ${paint.faint(whereText(group, report))}`,
      target,
      "  ",
    );
    yield paragraph(exampleText(findings), target, lead);
    yield paint.faint(paragraph(remediations.get(rule) ?? "", target, `${lead}→ `));
  }
  yield* othersLines(report, target);
}

/** The groups of each rule as one, of its gravest severity. */
function byRule(groups: readonly FindingGroup[]): FindingGroup[] {
  const rules = new Map<string, FindingGroup>();
  for (const group of groups) {
    const graver = rules.get(group.rule);
    rules.set(group.rule, graver ? { ...graver, findings: [...graver.findings, ...group.findings] } : group);
  }
  return [...rules.values()];
}

/** `, 5 of them high`: how many are of less than the gravest severity. */
function lighterText({ severity, findings }: FindingGroup): string {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  counts.delete(severity);
  return [...counts].map(([lighter, count]) => `, ${count} of them ${lighter}`).join("");
}

/** `28 of 3408 in crm, 29 of 3410 in forge`: findings of the rule, and what it examined. */
function whereText({ rule, findings }: FindingGroup, { counts }: Report): string {
  const examined = new Map(counts.filter((count) => count.rule === rule).map((count) => [count.app, count.examined]));
  const found = new Map<string, number>();
  for (const { app } of findings) found.set(app, (found.get(app) ?? 0) + 1);
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([app, count]) => `${count} of ${examined.get(app) ?? "?"} in ${app}`)
    .join(", ");
}

function exampleText(findings: readonly Finding[]): string {
  const subjects = [...new Map(findings.map(({ subject, name }) => [subject, name ?? subject])).values()];
  const more = subjects.length - named;
  return `${subjects.slice(0, named).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
