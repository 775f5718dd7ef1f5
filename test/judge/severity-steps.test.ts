import { describe, expect, test } from "vitest";
import { apartFromTime, graded } from "../../src/judge/severity-steps.ts";
import type { BaselineEntry } from "../../src/model/declared/baseline.ts";
import { finding, judged, ruleOf } from "./judged.ts";

const rule = ruleOf("r", {
  ...{ severity: "medium", reasons: { disabled: "inactive", deleted: "inactive" } },
  severities: { high: "The grant is privileged.", low: { deleted: "It is deleted." } },
});
const overdue = { from: "high", why: "It has lasted." } as const;
const privileged = { from: "medium", to: "high", by: "rule", why: "The grant is privileged." } as const;
const aged = { from: "high", to: "critical", by: "time", why: "It has lasted." } as const;

describe("steps of a severity", () => {
  test("are none where a finding is as grave as its rule", () => {
    expect(graded(finding("r"), rule, undefined)).toEqual({ severity: "medium" });
    expect(graded(finding("r", { severity: "medium" }), rule, undefined)).toEqual({ severity: "medium" });
  });

  test("give the sentence of METADATA for the severity, and where there are several that of the reason", () => {
    expect(graded(finding("r", { severity: "high" }), rule, undefined)).toEqual({
      severity: "high",
      steps: [privileged],
    });
    const low = finding("r", { severity: "low", reason: "deleted" });
    expect(graded(low, rule, undefined).steps).toMatchObject([{ from: "medium", to: "low", why: "It is deleted." }]);
  });

  test("give the rule's own words before those of METADATA, and say so where there are neither", () => {
    const own = graded(finding("r", { severity: "high", why: "It is new." }), rule, undefined);
    expect(own.steps).toMatchObject([{ why: "It is new." }]);
    const silent = graded(finding("r", { severity: "low" }), rule, undefined);
    expect(silent.steps).toMatchObject([{ why: "The rule says so, and its METADATA not why." }]);
  });

  test("go on from what the rule said to what time made of it", () => {
    const both = graded(finding("r", { severity: "critical", overdue }), rule, undefined);
    expect(both).toEqual({ severity: "critical", steps: [privileged, aged] });
    expect(apartFromTime(both)).toBe("high");
    const alone = graded(finding("r", { severity: "high", overdue: { ...overdue, from: "medium" } }), rule, undefined);
    expect(alone.steps).toEqual([{ ...aged, from: "medium", to: "high" }]);
  });

  test("are the config's alone where it fixes the severity", () => {
    const given = finding("r", { severity: "critical", overdue });
    expect(graded(given, rule, "low").steps).toEqual([
      { from: "medium", to: "low", by: "config", why: "The config says so." },
    ]);
    expect(graded(given, rule, "medium")).toEqual({ severity: "medium" });
  });
});

describe("what a baseline knows", () => {
  const on = [{ rule, off: false, required: false }];
  const given = (more: object) => judged({ findings: [finding("r", more)] }, {}, on).findings;
  const [known] = given({});
  const entry: BaselineEntry = {
    ...{ fingerprint: known?.fingerprint ?? "", title: "t", until: "2027-01-31", severity: "medium" },
    owner: { kind: "person", text: "person:ana", name: "ana", place: {} },
    place: { file: "access/baseline.yaml", line: 1 },
  };
  const stateOf = (more: object) =>
    judged({ findings: [finding("r", more)] }, { baseline: [entry] }, on).findings[0]?.baseline?.state;

  test("stays put off when only time has made it graver, and not when something else has", () => {
    expect(stateOf({})).toBe("open");
    expect(stateOf({ severity: "high", overdue: { from: "medium", why: "It has lasted." } })).toBe("open");
    expect(stateOf({ severity: "high" })).toBe("graver");
    expect(stateOf({ severity: "critical", overdue })).toBe("graver");
  });
});
