import { describe, expect, test } from "vitest";
import { type Comparison, compareReports, type Sides } from "../../src/judge/compare.ts";
import { impactOf } from "../../src/judge/impact.ts";
import { withFindingsOnWaivers } from "../../src/judge/own-waivers.ts";
import { isGated } from "../../src/model/gate.ts";
import { Report } from "../../src/model/report.ts";
import { cleanReport, finding, smallReport } from "../report/small-report.ts";

type Finding = Report["findings"][number];

const sides: Sides = {
  base: { rev: "main", commit: "a".repeat(40) },
  mergeBase: "b".repeat(40),
  baseAsOf: "2026-11-22T08:00:00Z",
  snapshot: "base",
  settings: "base",
};

const reportOf = (...findings: readonly Finding[]) => cleanReport({ findings: [...findings] });
const changes = (report: Report) =>
  Object.fromEntries(report.findings.map((one) => [one.msg, `${one.change}${one.observedDrift ? " drift" : ""}`]));
const named = (number: number, msg: string, more: Partial<Finding> = {}) => finding(number, { msg, ...more });

function compared(comparison: Comparison): Report {
  const report = compareReports(comparison, sides);
  expect(Report.parse(report)).toEqual(report);
  return report;
}

describe("two reports", () => {
  test("tell apart what came, went, stayed and changed", () => {
    const base = reportOf(named(1, "stays"), named(2, "goes"), named(3, "graver", { severity: "medium" }));
    const head = reportOf(named(1, "stays"), named(3, "graver", { severity: "critical" }), named(4, "comes"));
    const report = compared({ base, head });
    expect(changes(report)).toEqual({ stays: "pre-existing", goes: "fixed", graver: "changed", comes: "introduced" });
    expect(report.compared?.counts).toEqual({
      ...{
        introduced: 1,
        changed: 1,
        fallenDue: 0,
        preExisting: 1,
        fixed: 1,
        observedDrift: 0,
        undecided: 0,
        gated: 2,
      },
    });
    expect(report.exitCode).toBe(1);
  });

  test("time makes nothing the work of a pull request", () => {
    const base = reportOf(named(1, "grows", { severity: "low" }));
    const due = reportOf(named(1, "grows", { severity: "high" }), named(2, "falls due"));
    const report = compared({ base, due, head: due });
    expect(changes(report)).toEqual({ grows: "pre-existing", "falls due": "fallen-due" });
    expect(report.exitCode).toBe(0);
  });

  test("what cannot be decided any more is not fixed", () => {
    const gone = named(1, "gone");
    const { rule, title, reason, object, subject, app, account, place } = gone;
    const undecided = { rule, title, reason, object, subject, app, ...(account && { account }), place, msg: "?" };
    const base = reportOf(gone);
    for (const more of [
      { unknowns: [undecided] },
      { unknowns: [{ ...undecided, object: app, subject: app, account: undefined, count: 4 }] },
      { notEvaluable: [{ rule, app, code: "denied", text: "?", required: false }] },
    ]) {
      const report = compareReports({ base, head: cleanReport(more) }, sides);
      expect(changes(report)).toEqual({});
      expect(report.compared?.counts).toMatchObject({ fixed: 0, undecided: 1 });
      expect(report.notices.map(({ code }) => code)).toEqual(["undecided-now"]);
    }
    const elsewhere = { unknowns: [{ ...undecided, object: "grant:other", account: "account:other" }] };
    expect(changes(compared({ base, head: cleanReport(elsewhere) }))).toEqual({ gone: "fixed" });
  });

  test("a finding that explains another one neither came nor went", () => {
    const account = "account:forge/main/1";
    const orphan = named(1, "orphan", { rule: "orphan-account", account });
    const { rule, reason, msg, severity } = orphan;
    const umbrella = named(2, "umbrella", { account, causes: [{ rule, reason, msg, severity }] });
    expect(changes(compared({ base: reportOf(orphan), head: reportOf(umbrella) }))).toEqual({ umbrella: "introduced" });
    const half = compared({ base: reportOf(umbrella), head: reportOf(orphan) });
    expect(changes(half)).toEqual({ orphan: "pre-existing", umbrella: "fixed" });
    expect(half.exitCode).toBe(0);
    const others = named(3, "orphan", { rule: "orphan-account", account: "account:forge/main/2" });
    expect(changes(compared({ base: reportOf(umbrella), head: reportOf(others) }))).toMatchObject({
      orphan: "introduced",
    });
  });

  test("an obstacle goes before whatever was found", () => {
    const head = smallReport({ obstacles: [{ code: "rule-threw", text: "a rule failed" }] });
    expect(compared({ base: cleanReport(), head }).exitCode).toBe(2);
  });
});

describe("a pull request with a snapshot of its own", () => {
  const base = reportOf(named(1, "old"));
  const drift = named(2, "drift");
  const declared = named(3, "declared");

  test("is not answerable for what only the new one shows", () => {
    const observed = { base: reportOf(drift), head: reportOf(drift) };
    const report = compared({ base, head: base, observed });
    expect(changes(report)).toEqual({ old: "fixed", drift: "introduced drift" });
    expect(report.exitCode).toBe(0);
  });

  test("is answerable for what it declares, on either snapshot", () => {
    const onNew = { base: reportOf(drift), head: reportOf(drift, declared) };
    expect(compared({ base, head: base, observed: onNew }).exitCode).toBe(1);
    const hidden = compared({ base, head: reportOf(named(1, "old"), declared), observed: { base, head: base } });
    expect(changes(hidden)).toEqual({ old: "pre-existing", declared: "introduced" });
    expect(hidden.exitCode).toBe(1);
    const copied = { base: reportOf(declared), head: reportOf(declared) };
    expect(changes(compared({ base, head: reportOf(declared), observed: copied }))).toMatchObject({
      declared: "introduced",
    });
  });

  test("makes nothing graver by what it has seen", () => {
    const graver = reportOf(named(1, "old", { severity: "critical" }));
    const report = compared({ base, head: base, observed: { base: graver, head: graver } });
    expect(changes(report)).toEqual({ old: "changed drift" });
    expect(report.exitCode).toBe(0);
  });
});

describe("the gate", () => {
  const gate = { gate: { failOn: "medium" as const } };
  const was = (severity: Finding["severity"]) => ({ severity, reason: "inactive" });

  test.each([
    [{ change: "introduced", severity: "medium" }, true],
    [{ change: "introduced", severity: "low" }, false],
    [{ change: "introduced", severity: "high", observedDrift: true }, false],
    [{ change: "changed", severity: "high", before: was("medium") }, true],
    [{ change: "changed", severity: "medium", before: was("low") }, true],
    [{ change: "changed", severity: "high", before: was("high") }, false],
    [{ change: "changed", severity: "medium", before: was("high") }, false],
    [{ change: "fallen-due", severity: "critical" }, false],
    [{ change: "pre-existing", severity: "critical" }, false],
    [{ change: "fixed", severity: "critical" }, false],
    [{ severity: "medium" }, true],
  ] as const)("%o", (given, gated) => {
    expect(isGated(given, gate)).toBe(gated);
  });
});

test("waivers of a pull request are judged, though they waive nothing yet", () => {
  const about = (id: string, msg: string) =>
    named(id.length + 10, msg, { object: `waiver:${id}`, subject: `waiver:${id}` });
  const base = reportOf(named(1, "old"), about("w", "mended"));
  const own = reportOf(about("wx", "invalid"), named(5, "of the other run"));
  const report = compared({ base, head: withFindingsOnWaivers(base, own) });
  expect(changes(report)).toEqual({ old: "pre-existing", mended: "fixed", invalid: "introduced" });
  expect(report.exitCode).toBe(1);
});

test("the impact of settings counts what comes, goes and changes, and what could not be judged then", () => {
  const now = reportOf(named(1, "goes"), named(2, "graver", { severity: "low" }), named(3, "waived then"));
  const waiver = { id: "w-1", reason: "r", owner: "person:ana", until: "2027-01-01" };
  const then = {
    ...reportOf(named(2, "graver"), named(3, "waived then", { waiver }), named(4, "comes")),
    gate: { failOn: "critical" as const },
    obstacles: [{ code: "required-rule", text: "a rule is blind" }],
  };
  const impact = impactOf({ now, then, files: [], codeOwners: undefined });
  expect(impact).toMatchObject({ adds: 1, removes: 2, changes: 1, gate: { from: "medium", to: "critical" } });
  expect(impact.obstacles).toEqual(["a rule is blind"]);
  expect(impact.findings.map(({ effect, msg }) => `${effect} ${msg}`)).toEqual([
    "added comes",
    "graver graver",
    "removed goes",
    "removed waived then",
  ]);
});
