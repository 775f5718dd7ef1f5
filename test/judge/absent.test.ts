import { describe, expect, test } from "vitest";
import { type AbsenceGround, absentOf } from "../../src/judge/absent.ts";
import type { JudgedRule } from "../../src/judge/settle.ts";
import { ruleOf } from "./judged.ts";

const reasons = { disabled: "inactive", deleted: "inactive", odd: "odd" };
const umbrella: JudgedRule = { rule: ruleOf("umbrella", { reasons }), off: false, required: false };
const mark = "a".repeat(64);
const found = { rule: "umbrella", reason: "disabled", app: "forge" };
const entry = { fingerprint: mark, found };

const rulesOf = (...rules: JudgedRule[]) => new Map(rules.map((one) => [one.rule.id, one]));
const whole: AbsenceGround = {
  rules: rulesOf(umbrella),
  places: new Set(["forge", "crm"]),
  ...{ unknowns: [], asCause: [], obstacles: [], sources: [], unread: [], blind: [] },
};
const blind = (more: Partial<AbsenceGround["blind"][number]> = {}) => ({
  blind: [
    { rule: "umbrella", app: "forge", code: "field-not-read", text: "status was not read", required: false, ...more },
  ],
});
const source = (
  completeness: "full" | "partial",
  system = "hr",
  role: AbsenceGround["sources"][number]["role"] = "authoritative-identity",
): AbsenceGround["sources"][number] => ({
  ...{ system, role, required: true, declares: false },
  kinds: [{ kind: "identity", observedAt: "2026-11-22T08:00:00Z", completeness, count: 3 }],
});

describe("of a finding that is not there", () => {
  test.each<[string, Partial<AbsenceGround>]>([
    ["its rule was asked and said nothing", {}],
    ["another rule could not be asked", blind({ rule: "other" })],
    ["its rule could not be asked elsewhere", blind({ app: "crm" })],
    ["its rule could not give reasons of another class", blind({ reasons: ["odd"] })],
    ["all was read", { sources: [source("full")] }],
    ["another application was read in part", { sources: [source("partial", "doors", "application")] }],
    ["another application could not be read", { unread: [{ system: "doors", role: "application" }] }],
    [
      "people could not be told in another application",
      blind({ rule: "other", app: "crm", code: "correlation-not-set-up", text: "0 of 9 accounts found their person" }),
    ],
  ])("it is gone where %s", (_, more) => {
    expect(absentOf([entry], [], { ...whole, ...more })).toEqual({ gone: [entry], unproven: 0 });
  });

  test.each<[string, Partial<AbsenceGround>, string]>([
    ["not all could be judged", { obstacles: [{ code: "c", text: "t" }] }, "the check could not judge everything: t"],
    ["a source was read in part", { sources: [source("full"), source("partial")] }, "not all of hr was read"],
    [
      "others alone were asked",
      { rules: rulesOf(umbrella, { ...umbrella, rule: ruleOf("other"), off: true, unasked: true }) },
      "only some rules were asked",
    ],
    [
      "its application was read in part",
      { sources: [source("partial", "forge", "application")] },
      "not all of forge was read",
    ],
    [
      "people could not be read",
      { unread: [{ system: "hr", role: "authoritative-identity" }] },
      "hr could not be read",
    ],
    [
      "its application could not be read",
      { unread: [{ system: "forge", role: "application" }] },
      "forge could not be read",
    ],
    [
      "people could not be told in its application",
      blind({ rule: "other", code: "correlation-not-set-up", text: "0 of 9 accounts found their person" }),
      "other could not be asked in forge: 0 of 9 accounts found their person",
    ],
    [
      "its rule looks at people as a whole, and another application was read in part",
      {
        rules: rulesOf({ ...umbrella, rule: ruleOf("umbrella", { reasons, examines: "subject" }) }),
        sources: [source("partial", "doors", "application")],
      },
      "not all of doors was read",
    ],
    ["its rule is off", { rules: rulesOf({ ...umbrella, off: true }) }, "umbrella is off"],
    ["its rule is no more", { rules: rulesOf() }, "there is no rule umbrella any more"],
    [
      "its rule has lost the reason",
      { rules: rulesOf({ ...umbrella, rule: ruleOf("umbrella", { reasons: { odd: "odd" } }) }) },
      "umbrella has no reason disabled",
    ],
    ["its application is read no more", { places: new Set(["crm"]) }, "nothing is read of forge any more"],
    ["a field is read no more", blind(), "umbrella could not be asked in forge: status was not read"],
    [
      "a field is read no more on which reasons of its class rest",
      blind({ reasons: ["odd", "deleted"] }),
      "umbrella could not be asked in forge: status was not read",
    ],
  ])("nobody can say so where %s", (_, more, text) => {
    const told = { gone: [], unproven: 1, doubts: [{ count: 1, text }] };
    expect(absentOf([entry], [], { ...whole, ...more })).toEqual(told);
  });

  test("nobody can say so where nothing tells what found it", () => {
    const { doubts } = absentOf([{ fingerprint: mark }], [], whole);
    expect(doubts).toEqual([{ count: 1, text: "nothing says which rule found it" }]);
  });
});

test("the registry of machines is always read", () => {
  const registered = { ...entry, found: { ...found, app: "access" } };
  expect(absentOf([registered], [], whole).gone).toEqual([registered]);
});

test("doubts are counted, the commonest first", () => {
  const off = { fingerprint: "b".repeat(64), found: { ...found, app: "doors" } };
  const others = ["c", "d"].map((letter) => ({ fingerprint: letter.repeat(64) }));
  expect(absentOf([off, ...others, entry], [], whole)).toEqual({
    ...{ gone: [entry], unproven: 3 },
    doubts: [
      { count: 2, text: "nothing says which rule found it" },
      { count: 1, text: "nothing is read of doors any more" },
    ],
  });
});
