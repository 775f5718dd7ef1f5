import { createHash } from "node:crypto";
import { counted } from "../../counted.ts";
import { isDebt, isDue } from "../../model/gate.ts";
import type { Finding, Report, ReportPlace } from "../../model/report.ts";
import type { Severity } from "../../model/severity.ts";
import { wholeSilences } from "../blind-text.ts";
import { homeOf } from "../home.ts";
import type { Reporter } from "../reporter.ts";
import { safeJson } from "../safe-json.ts";
import { safeText } from "../safe-text.ts";
import { shorten } from "../shorten.ts";
import { casesIn, isJudged, troublesOf } from "../verdict.ts";
import { wholeText } from "../whole-text.ts";

const longestDescription = 1_000;

const severities = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
} as const satisfies Record<Severity, string>;

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: (typeof severities)[Severity];
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** GitLab Code Quality: open findings as issues that a merge request compares with those of its target. */
export const gitlab: Reporter = {
  name: "gitlab",
  title: "GitLab Code Quality: open findings as issues of a merge request",
  render,
};

function* render(report: Report): Generator<string> {
  const issues = [
    ...(isJudged(report) ? [] : troubleIssues(report)),
    ...notJudged(report),
    ...putOff(report),
    ...report.findings.filter(isDue).map(findingIssue),
  ];
  yield "[\n";
  for (const [index, issue] of issues.entries()) yield `${safeJson(issue)}${index < issues.length - 1 ? "," : ""}\n`;
  yield "]\n";
}

function findingIssue(finding: Finding): Issue {
  const { rule: check, fingerprint, severity, place } = finding;
  return issue({ description: wholeText(finding), check, fingerprint, severity, place });
}

/** GitLab shows nothing of a job that only failed, and an empty list as "no degradation". */
function troubleIssues(report: Report): Issue[] {
  return troublesOf(report).map(({ code, text, source = "", rule = "" }, index) =>
    issue({
      description: `Could not judge: ${text}`,
      check: "could-not-judge",
      fingerprint: digestOf([code, source, rule, index]),
      severity: "critical",
      place: homeOf(report),
    }),
  );
}

/** One issue, the same in every run, so that it tells without being called new each time. */
function notJudged(report: Report): Issue[] {
  const cases = casesIn(report.unknowns);
  const blind = wholeSilences(report);
  if (cases + blind === 0) return [];
  const description = `Not everything was judged: ${counted(cases, "case")} could not be decided, and ${counted(blind, "rule")} could not be asked of an application.`;
  const place = homeOf(report);
  return [issue({ description, check: "not-judged", fingerprint: digestOf(["not-judged"]), severity: "info", place })];
}

/** One issue for all that decisions let stand, the same in every run. */
function putOff(report: Report): Issue[] {
  const waived = report.findings.filter(({ waiver }) => waiver !== undefined).length;
  const debts = report.findings.filter(isDebt).length;
  if (waived + debts === 0) return [];
  const description = `Decided, and no issues: ${counted(waived, "finding")} by waivers, ${counted(debts, "finding")} by the baseline.`;
  const place = homeOf(report);
  return [issue({ description, check: "put-off", fingerprint: digestOf(["put-off"]), severity: "info", place })];
}

function issue(given: {
  readonly description: string;
  readonly check: string;
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly place: ReportPlace;
}): Issue {
  const { description, check, fingerprint, severity, place } = given;
  return {
    description: shorten(safeText(description.trim() || "(no text)"), longestDescription),
    check_name: safeText(check),
    fingerprint,
    severity: severities[severity],
    location: { path: safeText(place.file), lines: { begin: place.line } },
  };
}

function digestOf(parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
