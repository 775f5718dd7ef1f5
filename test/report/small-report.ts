import { Report } from "../../src/model/report.ts";
import { reporters } from "../../src/report/registry.ts";
import type { ReportTarget } from "../../src/report/reporter.ts";

type Finding = Report["findings"][number];

/** Renders by name, as `check` would. */
export function render(format: string, report: Report, target: Partial<ReportTarget> = {}): string {
  const reporter = reporters.find(({ name }) => name === format);
  if (!reporter) throw new Error(`there is no format ${format}`);
  return [...reporter.render(report, { columns: 100, colour: false, all: false, size: 65_535, ...target })].join("");
}

/** A finding about a grant of the forge; each number makes another one. */
export function finding(number: number, more: Partial<Finding> = {}): Finding {
  const account = `account:forge/main/a${number}`;
  return {
    fingerprint: number.toString(16).padStart(16, "0").repeat(4),
    ...{ rule: "grant-no-active-record", title: "Access without anybody", severity: "high", reason: "inactive" },
    ...{ msg: `dev in forge by ${account} belongs to nobody.`, object: `grant:forge/main/a${number}:dev` },
    ...{ subject: `identity:idp/main/${number}`, name: `Ana ${number}`, app: "forge", account, causes: [] },
    place: { file: "snapshots/forge/grant.ndjson", line: number + 1, what: "record" },
    ...more,
  };
}

/** A report with one of everything, exit code 1. */
export function smallReport(more: Partial<Report> = {}): Report {
  const place = { file: "snapshots/manifest.json", line: 7, what: "manifest" } as const;
  return Report.parse({
    ...{ version: 1, tool: { name: "entitlint", version: "0.1.0" }, asOf: "2026-11-22T08:00:00Z", exitCode: 1 },
    gate: { failOn: "medium" },
    digests: { snapshot: "a".repeat(64), policies: "b".repeat(64), access: "c".repeat(64), config: "d".repeat(64) },
    files: { config: "entitlint.yaml", manifest: "snapshots/manifest.json" },
    population: { subjects: 5, machines: 1, accounts: 6, grants: 7, credentials: 1, documents: 7 },
    sources: [],
    obstacles: [],
    notices: [{ code: "mostly-violating", app: "forge", text: "Most of forge violates." }],
    findings: [
      finding(1, { severity: "critical" }),
      finding(2, {
        causes: [{ rule: "orphan-account", reason: "app", msg: "it matches nobody.", severity: "high" }],
      }),
      finding(3, { severity: "low", rule: "nhi-no-expiry" }),
    ],
    unknowns: [
      {
        ...{
          rule: "grant-no-active-record",
          title: "Access without anybody",
          reason: "disputed",
          msg: "9 cases in doors.",
        },
        ...{ object: "doors", subject: "doors", app: "doors", count: 9, place },
      },
    ],
    rules: [
      ruleOf("grant-no-active-record", { controls: ["NHI1:2025", "AC-2(3)", "CIS 5.1", "House rule 7"] }),
      ruleOf("nhi-no-expiry"),
      ruleOf("orphan-account", { controls: ["AC-2(3)"] }),
      ruleOf("snapshot-integrity", { severity: "critical" }),
      ruleOf("switched-off", { off: true }),
    ],
    counts: [
      countOf("grant-no-active-record", "forge", { violating: 2 }),
      countOf("grant-no-active-record", "doors", { examined: 9, unknown: 9 }),
      countOf("nhi-no-expiry", "forge", { examines: "credential", violating: 1 }),
      countOf("nhi-no-expiry", "idp", { examines: "identity", examined: 2 }),
    ],
    notEvaluable: [
      { rule: "orphan-account", app: "doors", code: "correlation-not-set-up", text: "nobody matched", required: false },
    ],
    ...more,
  });
}

/** The same where nothing is wrong, exit code 0. */
export function cleanReport(more: Partial<Report> = {}): Report {
  const counts = [countOf("nhi-no-expiry", "idp", { examines: "identity" })];
  return smallReport({
    ...{ exitCode: 0, findings: [], unknowns: [], notEvaluable: [], notices: [], counts },
    ...more,
  });
}

/** The same where nothing was found, because nothing could be judged. */
export function unjudgedReport(exitCode: 2 | 3, more: Partial<Report> = {}): Report {
  const text = "the account records of forge are partial";
  return cleanReport({ exitCode, obstacles: [{ code: "source-partial", source: "forge", text }], ...more });
}

/** The first of a list that is known not to be empty. */
export function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error("the list is empty");
  return first;
}

function ruleOf(id: string, more: Partial<Report["rules"][number]> = {}): Report["rules"][number] {
  return {
    ...{ id, title: `Title of ${id}`, description: "What it\nfinds.\n", severity: "high" },
    ...{ remediation: "Mend `it`.", controls: [], ...more },
  };
}

function countOf(rule: string, app: string, more: Partial<Report["counts"][number]> = {}): Report["counts"][number] {
  return { ...{ rule, app, examines: "grant", examined: 7, violating: 0, asCause: 0, unknown: 0 }, ...more };
}
