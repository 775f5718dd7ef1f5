import { describe, expect, test } from "vitest";
import { judgeWaivers } from "../../src/judge/judge-waivers.ts";
import { type MatchedWaiver, matchWaivers } from "../../src/judge/match-waivers.ts";
import type { JudgedRule, JudgedRules } from "../../src/judge/settle.ts";
import { settleEvaluation } from "../../src/judge/settle-evaluation.ts";
import type { BaselineEntry } from "../../src/model/declared/baseline.ts";
import type { DeclaredWaiver, WaivedObject } from "../../src/model/declared/waiver.ts";
import type { Evaluation, PlacedFinding } from "../../src/model/evaluation.ts";
import type { PlacedReference } from "../../src/model/reference.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const umbrella = ruleOf("umbrella", { aliases: ["parasol"] });
const cause = ruleOf("cause", { cause_of: "umbrella", severity: "low" });
const validity = ruleOf("validity", {
  ...{ scope: "waiver", examines: "waiver", leaves_valid: ["soon", "unused"] },
  reasons: { wrong: "wrong", ended: "expired", soon: "soon", unused: "unused", doubt: "undecided" },
});

function rulesOf(more: Partial<JudgedRule> = {}): JudgedRules {
  const on = { off: false, required: false };
  return new Map([umbrella, cause, validity].map((rule) => [rule.id, { rule, ...on, ...(rule === validity && more) }]));
}

const person = (name: string): PlacedReference => ({ kind: "person", text: `person:${name}`, name, place: {} });
const grant = "grant:forge/main/g1";

function waiver(id: string, more: Partial<DeclaredWaiver> = {}): DeclaredWaiver {
  const reference: PlacedReference = { kind: "record", text: grant, id: grant, system: "forge", place: {} };
  return {
    ...{ id, rule: { id: "umbrella", place: {} }, object: { kind: "exact", reference }, kind: "accepted-risk" },
    ...{ owner: person("ana"), approver: person("li"), reason: "so", created: "2026-11-20", until: "2027-01-31" },
    ...{ place: { file: "access/waivers/a.yaml", line: 3 }, ...more },
  };
}

function matched(findings: PlacedFinding[], given: DeclaredWaiver, more: Partial<Evaluation> = {}): MatchedWaiver {
  const evaluation = { documents: 1, unknowns: [], failures: [], figures: [], findings, ...more };
  const ground = { rules: rulesOf(), places: new Set(["forge", "access"]), homeOf: () => undefined };
  const [one] = matchWaivers(
    [{ waiver: given, ids: new Set([grant]) }],
    settleEvaluation(evaluation, ground),
    rulesOf(),
  );
  return one ?? expect.unreachable();
}

const objects = ({ matches }: MatchedWaiver) =>
  matches.map(({ object, asCause }) => `${object}${asCause ? " as cause" : ""}`);
const pattern = (text: string): WaivedObject => ({ kind: "pattern", pattern: text, maxMatches: 9, place: {} });

describe("matching", () => {
  const others = [finding("umbrella", { id: "grant:forge/main/g2", grant: "grant:forge/main/g2" })];

  test("goes by how grave a finding is apart from how long it has lasted", () => {
    const old = finding("umbrella", { severity: "critical", overdue: { from: "high", why: "It has lasted." } });
    expect(matched([old], waiver("w")).matches.map(({ severity }) => severity)).toEqual(["high"]);
    const worse = finding("umbrella", { severity: "critical" });
    expect(matched([worse], waiver("w")).matches.map(({ severity }) => severity)).toEqual(["critical"]);
  });

  test("may be about one attribute alone: the others of the same record stay found", () => {
    const about = (id: string) => finding("umbrella", { id, grant: undefined });
    const all = ["u7/department", "u7/title", "u8/department"].map((rest) => about(`identity:okta/main/${rest}`));
    const of = (text: string) => objects(matched(all, waiver("w", { object: pattern(text) })));
    expect(of("identity:okta/main/u7/department")).toEqual(["identity:okta/main/u7/department"]);
    expect(of("identity:okta/main/*/department")).toEqual([
      "identity:okta/main/u7/department",
      "identity:okta/main/u8/department",
    ]);
  });

  test("is by exact rule, or an earlier name of it, and exact object", () => {
    const all = [finding("umbrella"), ...others];
    expect(objects(matched(all, waiver("w")))).toEqual([grant]);
    expect(objects(matched(all, waiver("w", { rule: { id: "parasol", place: {} } })))).toEqual([grant]);
    expect(objects(matched(others, waiver("w")))).toEqual([]);
    expect(objects(matched(all, waiver("w", { rule: { id: "umbrell", place: {} } })))).toEqual([]);
  });

  test("by a pattern goes over whole ids, and a star not over a slash", () => {
    const all = [finding("umbrella"), ...others];
    const by = (text: string) => objects(matched(all, waiver("w", { object: pattern(text) })));
    expect(by("grant:forge/main/*")).toEqual([grant, "grant:forge/main/g2"]);
    expect([by("grant:forge/*"), by("forge/main/g1"), by("grant:forge/main/g")]).toEqual([[], [], []]);
  });

  test("tells what is only a cause, and what may be meant by what is undecided", () => {
    const given = waiver("w", { rule: { id: "cause", place: {} } });
    expect(objects(matched([finding("umbrella"), finding("cause")], given))).toEqual([`${grant} as cause`]);
    expect(matched([], waiver("w"), { unknowns: [finding("umbrella")] }).isDoubtful).toBe(true);
    expect(matched([], waiver("w"), { unknowns: others }).isDoubtful).toBe(false);
  });

  test("never reaches what judges waivers", () => {
    const planted = finding("validity", { id: grant, app: "access", reason: "wrong" });
    const given = waiver("w", { rule: { id: "validity", place: {} } });
    expect(objects(matched([planted], given))).toEqual([]);
    expect(objects(matched([planted], waiver("w", { rule: given.rule, object: pattern("**") })))).toEqual([]);
  });
});

describe("a waiver", () => {
  const said = (reason: string, id = "w"): PlacedFinding => ({
    ...{ rule: "validity", msg: reason, id: `waiver:${id}`, app: "access", reason },
    ...{ subject: `waiver:${id}`, scope: "waiver" },
  });
  const judge = (given: Partial<Evaluation>, more: Partial<JudgedRule> = {}, all = [waiver("w")]) => {
    const evaluation = { documents: 1, findings: [], unknowns: [], failures: [], figures: [], ...given };
    const { waived, waivers } = judgeWaivers(
      all.map((one) => matched([finding("umbrella")], one)),
      evaluation,
      rulesOf(more),
    );
    return { by: [...waived.values()].map(({ id }) => id), states: waivers.map(({ state }) => state) };
  };
  const failure = { rule: "validity", subject: "waiver:w", scope: "waiver", reason: "aborted", text: "t" } as const;

  test.each<[string, Partial<Evaluation>, string[], string]>([
    ["of which nothing is said holds", {}, ["w"], "live"],
    ["that ends soon holds", { findings: [said("soon")] }, ["w"], "soon"],
    ["that is wrong does not", { findings: [said("soon"), said("wrong")] }, [], "invalid"],
    ["that has ended does not", { findings: [said("ended")] }, [], "expired"],
    ["that could not be decided does not", { unknowns: [said("doubt")] }, [], "undecided"],
    ["on which a rule failed does not", { failures: [failure] }, [], "undecided"],
    ["of which a reason is given that no rule declares does not", { findings: [said("new")] }, [], "invalid"],
    ["holds whatever is said of another", { findings: [said("wrong", "w-2")] }, ["w"], "live"],
  ])("%s", (_, given, by, state) => {
    expect(judge(given)).toEqual({ by, states: [state] });
  });

  test("is no more valid where the rule is off that finds it is not", () => {
    expect(judge({ findings: [said("wrong")] }, { off: true })).toEqual({ by: [], states: ["invalid"] });
  });

  test("that lasts longest is the one that is named, of those that hold", () => {
    const all = [waiver("a"), waiver("b", { until: "2027-02-01" }), waiver("c", { until: "2027-03-01" })];
    expect(judge({ findings: [said("wrong", "c")] }, {}, all).by).toEqual(["b"]);
  });
});

describe("a baseline", () => {
  const marks = judged({ findings: [finding("umbrella")] }, {}, [...rulesOf().values()]).findings.map(
    (one) => one.fingerprint,
  );
  const entry = (more: Partial<BaselineEntry> = {}): BaselineEntry => ({
    ...{
      fingerprint: marks[0] ?? "",
      found: { rule: "umbrella", reason: "disabled", app: "forge" },
      title: "t",
      severity: "high",
      owner: person("ana"),
      until: "2026-11-22",
      place: {},
    },
    ...more,
  });
  const { severity: _, ...unrated } = entry();
  const report = (given: Partial<Evaluation>, more: Parameters<typeof judged>[1], level?: JudgedRule["level"]) => {
    const all = [...rulesOf().values()].map((one) => (one.rule === umbrella ? { ...one, level } : one));
    return judged({ findings: [finding("umbrella")], ...given }, more, all);
  };

  test.each<[string, BaselineEntry, string, JudgedRule["level"], string | undefined, number]>([
    ["knows a finding to the end of its last day", entry(), "2026-11-22T23:59:59Z", undefined, "open", 0],
    ["no longer", entry(), "2026-11-23T00:00:00Z", undefined, "overdue", 1],
    ["does not know a graver one", entry(), "2026-11-22T08:00:00Z", "critical", "graver", 1],
    ["knows a milder one", entry(), "2026-11-22T08:00:00Z", "medium", "open", 0],
    ["without a severity goes by the rule's", unrated, "2026-11-22T08:00:00Z", "critical", "open", 0],
    ["knows no other", entry({ fingerprint: "a".repeat(64) }), "2026-11-22T08:00:00Z", undefined, undefined, 1],
  ])("%s", (_, one, asOf, level, state, exitCode) => {
    const made = report({}, { baseline: [one], asOf }, level);
    expect([made.findings[0]?.baseline?.state, made.exitCode]).toEqual([state, exitCode]);
  });

  test("does not know what is waived, nor what judges waivers", () => {
    const waived = {
      waived: new Map([[marks[0] ?? "", { id: "w", reason: "r", owner: "o", until: "2027-01-31" }]]),
      waivers: [],
    };
    const made = report({}, { baseline: [entry()], waivers: waived });
    expect([made.findings[0]?.baseline, made.baseline, made.exitCode]).toEqual([
      undefined,
      { entries: 1, unproven: 0, stale: [] },
      0,
    ]);
    const wrong = { ...finding("validity", { app: "access", reason: "wrong" }), subject: "waiver:w" };
    const examined = { of: () => 9, total: () => 9, apps: ["access", "forge"] };
    const [mark] = report({ findings: [wrong] }, { examined }).findings;
    const planted = report(
      { findings: [wrong] },
      { examined, baseline: [entry({ fingerprint: mark?.fingerprint ?? "" })] },
    );
    expect([planted.findings[0]?.baseline, planted.exitCode]).toEqual([undefined, 1]);
    expect(planted.notices.map(({ code }) => code)).toContain("baseline-refused");
  });

  const gone = { findings: [] };
  const read = (completeness: "full" | "partial") => ({
    ...{ system: "forge", role: "application" as const, required: false, declares: false },
    kinds: [{ kind: "account", observedAt: "2026-11-22T08:00:00Z", completeness, count: 3 }],
  });

  test.each<[string, Partial<Evaluation>, Parameters<typeof judged>[1], number, number]>([
    ["where all was read is gone", gone, { sources: [read("full")] }, 1, 0],
    ["where something was read in part may be there", gone, { sources: [read("partial")] }, 0, 1],
    ["where something could not be judged may be there", gone, { obstacles: [{ code: "c", text: "t" }] }, 0, 1],
    [
      "that may be what is undecided may be there",
      { ...gone, unknowns: [finding("umbrella", { reason: "doubt" })] },
      {},
      0,
      1,
    ],
    [
      "is gone whatever else is undecided",
      { ...gone, unknowns: [finding("umbrella", { id: "grant:forge/main/g2" })] },
      {},
      1,
      0,
    ],
    [
      "where its rule could not be asked may be there",
      gone,
      { blind: { umbrella: { forge: { code: "partial", text: "t" } } } },
      0,
      1,
    ],
  ])("finding that is not there %s", (_, given, more, stale, unproven) => {
    const made = report(given, { ...more, baseline: [entry()] });
    expect([made.baseline?.stale.length, made.baseline?.unproven]).toEqual([stale, unproven]);
    expect(made.notices.some(({ code }) => code === "baseline-stale")).toBe(stale > 0);
  });
});
