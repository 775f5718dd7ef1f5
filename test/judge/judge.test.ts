import { describe, expect, test } from "vitest";
import { fingerprint } from "../../src/judge/fingerprint.ts";
import type { Judgement } from "../../src/judge/index.ts";
import type { JudgedRule } from "../../src/judge/settle.ts";
import type { Evaluation, PlacedFinding } from "../../src/model/evaluation.ts";
import { type Severity, severities } from "../../src/model/severity.ts";
import { finding, judged as judgedBy, ruleOf } from "./judged.ts";

const umbrella = ruleOf("umbrella");
const cause = ruleOf("cause", { cause_of: "umbrella", severity: "low" });

function judged(
  given: Partial<Evaluation>,
  more: Partial<Omit<Judgement, "rules">> = {},
  rules: readonly JudgedRule[] = both(),
) {
  return judgedBy(given, more, rules);
}

function both(more: Partial<JudgedRule> = {}): JudgedRule[] {
  return [umbrella, cause].map((rule) => ({ rule, off: false, required: false, ...more }));
}

describe("fingerprints", () => {
  const of = (more: Partial<PlacedFinding>) =>
    judged({ findings: [finding("umbrella", more)] }).findings[0]?.fingerprint;

  test.each<[string, Partial<PlacedFinding>]>([
    ["text", { msg: "said otherwise" }],
    ["severity", { severity: "critical" }],
    ["the reason within its class", { reason: "deleted" }],
    ["the subject, once it is known", { subject: "identity:hr/main/2", identity: "identity:idp/main/1" }],
  ])("stay when %s changes", (_, more) => {
    expect(of(more)).toBe(of({}));
  });

  test.each<[string, Partial<PlacedFinding>]>([
    ["object", { id: "grant:forge/main/g2" }],
    ["account", { account: "account:forge/main/a2" }],
    ["class of the reason", { reason: "none" }],
  ])("change with the %s", (_, more) => {
    expect(of(more)).not.toBe(of({}));
  });

  test("are the same in every version", () => {
    expect(fingerprint({ rule: "r", object: "o", account: "o", reasonClass: "c" })).toBe(
      fingerprint({ rule: "r", object: "o", reasonClass: "c" }),
    );
    expect(of({})).toBe("204e3c34ae64584c679afbb9906c39cdbb475789f91bed5f23cf608923b7b7d2");
  });
});

describe("one finding for one thing", () => {
  test("the graver tells it, whatever comes first", () => {
    const given = [
      finding("umbrella", { msg: "a" }),
      finding("umbrella", { msg: "b", severity: "critical", reason: "deleted" }),
    ];
    const reports = [given, given.toReversed()].map((findings) => judged({ findings }));
    expect(reports[0]?.findings).toMatchObject([{ msg: "b", severity: "critical" }]);
    expect(reports[1]).toEqual(reports[0]);
  });

  test("the order of results never shows", () => {
    const findings = ["g1", "g2", "g3"].flatMap((name) => {
      const grant = `grant:forge/main/${name}`;
      return ["x", "y"].flatMap((msg) => [
        finding("umbrella", { id: grant, grant, msg }),
        finding("cause", { id: grant, grant, msg }),
        finding("cause", { id: `${grant}/${msg}`, grant, msg }),
      ]);
    });
    const failures = ["s2", "s1"].map((subject) => ({
      rule: "cause",
      subject,
      scope: "subject" as const,
      reason: "aborted" as const,
      text: subject,
    }));
    const one = judged({ findings, unknowns: findings, failures });
    const other = judged({
      findings: findings.toReversed(),
      unknowns: findings.toReversed(),
      failures: failures.toReversed(),
    });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(one.obstacles[0]?.text).toContain("2 documents, first on s1");
  });
});

describe("causes", () => {
  test("stand under the finding about the same grant, and no longer alone", () => {
    const { findings, counts } = judged({ findings: [finding("umbrella"), finding("cause")] });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: "umbrella",
      severity: "high",
      causes: [{ rule: "cause", severity: "low" }],
    });
    expect(counts.find(({ rule }) => rule === "cause")).toMatchObject({ violating: 1, asCause: 1 });
  });

  test("that name only the account explain every grant of it", () => {
    const { grant: _, ...whole } = finding("cause", { id: "account:forge/main/a1" });
    const second = finding("umbrella", { id: "grant:forge/main/g2", grant: "grant:forge/main/g2" });
    const { findings } = judged({ findings: [finding("umbrella"), second, whole] });
    expect(findings.map(({ causes }) => causes.length)).toEqual([1, 1]);
  });

  test.each<[string, Partial<PlacedFinding>]>([
    ["another grant", { grant: "grant:forge/main/g9" }],
    ["another account", { account: "account:forge/main/a9" }],
  ])("about %s stay findings", (_, more) => {
    const { findings } = judged({ findings: [finding("umbrella"), finding("cause", more)] });
    expect(findings.map(({ rule }) => rule).sort()).toEqual(["cause", "umbrella"]);
  });

  test("of an umbrella that is off stay findings", () => {
    const rules = both().map((entry) => ({ ...entry, off: entry.rule.id === "umbrella" }));
    const { findings } = judged({ findings: [finding("umbrella"), finding("cause")] }, {}, rules);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([["cause", "low"]]);
  });
});

describe("what the config says of a rule", () => {
  test("its level wins over what the rule says itself", () => {
    const findings = [finding("umbrella", { severity: "critical" })];
    expect(judged({ findings }, {}, both({ level: "info" })).findings[0]?.severity).toBe("info");
    expect(judged({ findings }, {}, both({ level: "info" })).exitCode).toBe(0);
  });

  test("required and blind is an obstacle; blind alone is not", () => {
    const blind = { umbrella: { forge: { code: "partial", text: "why" } } };
    const demanded = judged({}, { blind }, both({ required: true }));
    expect(demanded.exitCode).toBe(2);
    expect(demanded.obstacles).toMatchObject([{ code: "required-rule", rule: "umbrella" }]);
    expect(judged({}, { blind })).toMatchObject({ exitCode: 0, notEvaluable: [{ rule: "umbrella", app: "forge" }] });
    expect(judged({}, { blind }).counts.map(({ rule }) => rule)).toEqual(["cause"]);
  });
});

describe("exit codes", () => {
  const gates = severities.flatMap((failOn) => severities.map((severity) => [failOn, severity] as const));
  test.each(gates)("gate %s, finding %s", (failOn: Severity, severity: Severity) => {
    const { exitCode } = judged({ findings: [finding("umbrella", { severity })] }, { failOn });
    expect(exitCode).toBe(severities.indexOf(severity) >= severities.indexOf(failOn) ? 1 : 0);
  });

  test("an obstacle outweighs findings, and an unknown alone none", () => {
    const findings = [finding("umbrella")];
    expect(judged({ findings }, { obstacles: [{ code: "source-missing", text: "t" }] }).exitCode).toBe(2);
    expect(judged({ unknowns: findings }).exitCode).toBe(0);
    const failures = [
      { rule: "cause", subject: "s", scope: "subject" as const, reason: "timed-out" as const, text: "t" },
    ];
    expect(judged({ findings, failures })).toMatchObject({ exitCode: 2, obstacles: [{ code: "rule-timed-out" }] });
  });

  test.each<[string, Partial<Judgement>, Partial<Evaluation>, JudgedRule[]?]>([
    ["no rules", {}, {}, []],
    ["every rule off", {}, {}, both({ off: true })],
    ["no documents", {}, { documents: 0 }],
    ["no sources", { sources: [] }, {}],
    ["no records", { examined: { of: (what) => (what === "source" ? 1 : 0), total: () => 0, apps: ["forge"] } }, {}],
    ["nothing that a rule examines", { examined: { of: () => 0, total: () => 9, apps: ["forge"] } }, {}],
    [
      "everything blind",
      { blind: { umbrella: { forge: { code: "c", text: "t" } }, cause: { forge: { code: "c", text: "t" } } } },
      {},
    ],
  ])("%s is never green", (_, more, given, rules) => {
    const report = judged(given, more, rules);
    expect(report).toMatchObject({ exitCode: 2 });
    expect(report.obstacles.map(({ code }) => code)).toEqual(["nothing-examined"]);
  });

  test("sources alone are green only where nothing else was asked", () => {
    const source = { rule: ruleOf("fresh", { examines: "source" }), off: false, required: false };
    const examined = { of: (what: string) => (what === "source" ? 1 : 0), total: () => 3, apps: ["forge"] };
    expect(judged({}, { examined }, [source]).exitCode).toBe(0);
    expect(judged({}, { examined }, [source, ...both()]).exitCode).toBe(2);
  });
});

describe("notices", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => finding("umbrella", { id: `g${at}`, grant: `g${at}` }));
  const among = (examined: number) => ({ examined: { of: () => examined, total: () => examined, apps: ["forge"] } });

  test.each([
    [11, 20, 1],
    [10, 20, 0],
    [9, 9, 0],
    [10, 10, 1],
  ])("%i of %i violating: %i", (violating, examined, expected) => {
    const { notices } = judged({ findings: many(violating) }, among(examined));
    expect(notices.filter(({ code }) => code === "mostly-violating")).toHaveLength(expected);
  });

  test("correlation that is not set up is told once for each application", () => {
    const text = { code: "correlation-not-set-up", text: "t" };
    const { notices } = judged({}, { blind: { umbrella: { forge: text }, cause: { forge: text } } });
    expect(notices).toMatchObject([{ code: "correlation-not-set-up", app: "forge" }]);
  });
});
