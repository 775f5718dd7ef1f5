import { describe, expect, test } from "vitest";
import type { BaselineEntry } from "../../src/model/declared/baseline.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const umbrella = ruleOf("umbrella", { severity: "medium" });
const cause = ruleOf("cause", { cause_of: "umbrella", severity: "low", severities: { high: "It is privileged." } });
const other = ruleOf("other", { cause_of: "umbrella", severity: "info" });
const on = { off: false, required: false };
const rules = (more: object = {}, ofUmbrella: object = {}) => [
  { rule: umbrella, ...on, ...ofUmbrella },
  { rule: cause, ...on, ...more },
  { rule: other, ...on },
];
const ages = (from: "low" | "medium" | "high", why = "It has lasted.") => ({ overdue: { from, why } });
const privileged = { from: "medium", to: "high", by: "cause", why: "Its cause cause is high: It is privileged." };
type More = Parameters<typeof finding>[1];
const found = (ofUmbrella: More, ...causes: ReturnType<typeof finding>[]) =>
  judged({ findings: [finding("umbrella", ofUmbrella), ...causes] }, {}, rules()).findings;

describe("a finding with a cause", () => {
  test("is as grave as that, says so, and stays the same finding", () => {
    const [alone] = found({});
    const [raised] = found({}, finding("cause", { severity: "high" }));
    expect(raised).toMatchObject({ severity: "high", steps: [privileged], causes: [{ severity: "high" }] });
    expect(raised?.fingerprint).toBe(alone?.fingerprint);
  });

  test("fails the gate that the cause by itself would fail", () => {
    const findings = [finding("umbrella"), finding("cause", { severity: "high" })];
    const exitCode = (given: typeof findings) => judged({ findings: given }, { failOn: "high" }, rules()).exitCode;
    expect(exitCode(findings)).toBe(1);
    expect(exitCode(findings.slice(0, 1))).toBe(0);
  });

  test("is as grave as the config makes its cause, even where the config makes the finding itself milder", () => {
    const findings = [finding("umbrella"), finding("cause")];
    const [raised] = judged({ findings }, {}, rules({ level: "critical" }, { level: "info" })).findings;
    expect(raised?.severity).toBe("critical");
    expect(raised?.steps).toEqual([
      { from: "medium", to: "info", by: "config", why: "The config says so." },
      { from: "info", to: "critical", by: "cause", why: "Its cause cause is critical: The config says so." },
    ]);
  });

  test("that is milder or as grave has no step for it", () => {
    const [raised] = found({}, finding("cause"), finding("other", { severity: "medium" }));
    expect(raised).toMatchObject({ severity: "medium", causes: [{}, {}] });
    expect(raised).not.toHaveProperty("steps");
  });

  test("is not raised by what makes a whole account grave, where another finding of the account tells that as gravely", () => {
    const more = { id: "grant:forge/main/g2", grant: "grant:forge/main/g2" };
    const { grant: _grant, ...ofAccount } = finding("cause", { id: "account:forge/main/a1", severity: "high" });
    const severitiesOf = (severity: "high" | "medium", cause: typeof ofAccount) =>
      judged(
        { findings: [finding("umbrella", { severity }), finding("umbrella", more), cause] },
        {},
        rules(),
      ).findings.map((one) => one.severity);
    expect(severitiesOf("high", ofAccount)).toEqual(["high", "medium"]);
    expect(severitiesOf("medium", ofAccount)).toEqual(["high", "high"]);
    expect(severitiesOf("high", { ...ofAccount, ...ages("medium") })).toEqual(["high", "high"]);
  });

  test("goes by the gravest of several, in whatever order they come", () => {
    const causes = [finding("other"), finding("cause", { severity: "high" })];
    expect(found({}, ...causes)[0]?.steps).toEqual([privileged]);
    expect(found({}, ...causes.toReversed())).toEqual(found({}, ...causes));
  });

  test("that has aged gives its step of time last", () => {
    const [raised] = found({}, finding("cause", { severity: "critical", ...ages("high") }));
    expect(raised).toMatchObject({
      severity: "critical",
      steps: [
        privileged,
        { from: "high", to: "critical", by: "time", why: "Its cause cause is critical: It has lasted." },
      ],
    });
    const [both] = found({ severity: "critical", ...ages("medium", "Own.") }, finding("cause", { severity: "high" }));
    expect(both?.steps).toEqual([privileged, { from: "high", to: "critical", by: "time", why: "Own." }]);
    const [swallowed] = found({ severity: "high", ...ages("medium") }, finding("cause", { severity: "high" }));
    expect(swallowed).toMatchObject({ severity: "high", steps: [privileged] });
    const [older] = found({}, finding("cause", { severity: "medium", ...ages("low") }));
    expect(older).not.toHaveProperty("steps");
  });
});

describe("what a baseline knows", () => {
  const entry: BaselineEntry = {
    ...{ fingerprint: found({})[0]?.fingerprint ?? "", title: "t", until: "2027-01-31", severity: "medium" },
    owner: { kind: "person", text: "person:ana", name: "ana", place: {} },
    place: { file: "access/baseline.yaml", line: 1 },
  };
  const stateOf = (more: object, own: object = {}) =>
    judged({ findings: [finding("umbrella", own), finding("cause", more)] }, { baseline: [entry] }, rules()).findings[0]
      ?.baseline?.state;

  test("becomes graver by a cause, and not by how long that has lasted", () => {
    expect(stateOf({ severity: "high" })).toBe("graver");
    expect(stateOf({ severity: "high" }, { severity: "high", ...ages("medium") })).toBe("graver");
    expect(stateOf({ severity: "high", ...ages("medium") })).toBe("open");
    expect(stateOf({ severity: "critical", ...ages("high") })).toBe("graver");
  });
});
