import { byCodeUnit } from "../../canonical.ts";
import { isGated, isOpen } from "../../model/gate.ts";
import type { Finding, Report, ReportPlace } from "../../model/report.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import { groupBy } from "../../report/group-by.ts";
import { homeOf } from "../../report/home.ts";
import { safeText } from "../../report/safe-text.ts";
import { shorten } from "../../report/shorten.ts";
import { isJudged, troublesOf } from "../../report/verdict.ts";
import { wholeText } from "../../report/whole-text.ts";

/** A remark at a line of the repository, as both checks and workflow commands have it. */
export interface Annotation {
  readonly level: "failure" | "warning" | "notice";
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

const longestTitle = 255;
/** Workflow logs cut at 4,096 characters, and nobody reads as many. */
const longestMessage = 4_000;

/**
 * What is to be said at lines, gravest first: why nothing was judged, then every open finding. Where findings are compared,
 * those that were there before are left out: who changes a file is not asked to mend the rest.
 */
export function annotationsOf(report: Report): Annotation[] {
  const remediations = new Map(report.rules.map((rule) => [rule.id, rule.remediation]));
  const troubles = isJudged(report) ? [] : troublesOf(report);
  const findings = report.findings.filter((finding) => isOpen(finding) && finding.change !== "pre-existing");
  return [
    ...troubles.map(({ text }) => annotation("failure", homeOf(report), ["Could not judge", text])),
    ...[...groupBy(findings.toSorted(gravestFirst(report)), sameRemark(report)).values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const texts = group.map(wholeText);
      const remediation = remediations.get(first.rule) ?? "";
      const text = texts.length === 1 ? `${texts.join("")} ${remediation}` : [...texts, remediation].join("\n");
      const title = `${first.severity}: ${first.title}${group.length > 1 ? ` (${group.length} findings)` : ""}`;
      return [annotation(levelOf(first, report), first.place, [title, text])];
    }),
  ];
}

/**
 * What one line does to one person or machine by one rule is one remark, however much it is about: a line that puts a leaver
 * into a role is one mistake, whatever the role gives.
 */
function sameRemark(report: Report): (finding: Finding) => string {
  return (finding) => {
    const { place, rule, subject, severity, reason } = finding;
    return JSON.stringify([place.file, place.line, rule, subject, severity, reason, isGated(finding, report)]);
  };
}

function annotation(
  level: Annotation["level"],
  place: ReportPlace,
  [title, text]: readonly [string, string],
): Annotation {
  return {
    level,
    path: safeText(place.file),
    line: Math.max(1, place.line),
    title: shorten(safeText(title), longestTitle),
    message: shorten(safeText(text.trim() || "(no text)"), longestMessage),
  };
}

function levelOf(finding: Finding, report: Report): Annotation["level"] {
  if (isGated(finding, report)) return "failure";
  return isGrave(finding.severity) ? "warning" : "notice";
}

function isGrave(severity: Severity): boolean {
  return compareSeverity(severity, "medium") >= 0;
}

function gravestFirst(report: Report): (a: Finding, b: Finding) => number {
  return (a, b) =>
    Number(isGated(b, report)) - Number(isGated(a, report)) ||
    compareSeverity(b.severity, a.severity) ||
    byCodeUnit(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    byCodeUnit(a.fingerprint, b.fingerprint);
}
