import { expect, test } from "vitest";
import { couldShow } from "../../../src/judge/trend/could-show.ts";
import type { JudgedState } from "../../../src/judge/trend/state.ts";
import { seen, state } from "./small-state.ts";

const finding = seen(7);
const where = state(1, [finding]);
const { forge, idp } = where.read as Record<string, Record<string, string>>;

test("a snapshot of which everything was read could have shown it", () => {
  expect(couldShow(finding, state(2, []), where)).toBe(true);
});

test.each<[string, Partial<JudgedState>]>([
  ["nothing of it can be believed", { doubts: ["nobody is known"] }],
  ["its rule broke off", { broken: ["some-rule"] }],
  ["its rule could not be asked there", { notEvaluable: [{ rule: "some-rule", app: "forge" }] }],
  [
    "its reason could not be given there",
    { notEvaluable: [{ rule: "some-rule", app: "forge", reasons: ["inactive"] }] },
  ],
  ["the case is undecided", { unknowns: [{ rule: "some-rule", app: "forge", object: "account:forge/main/7" }] }],
  ["all cases there are", { unknowns: [{ rule: "some-rule", app: "forge", object: "app:forge", count: 3 }] }],
  ["its application was not read", { read: { idp: idp ?? {} } }],
  ["its people were not read", { read: { forge: forge ?? {} } }],
  ["a reading of its application failed", { failed: ["forge"] }],
  ["a reading of its people failed", { failed: ["idp"] }],
  ["accounts were read in part", { read: { idp: idp ?? {}, forge: { ...forge, account: "partial" } } }],
  ["people were denied", { read: { forge: forge ?? {}, idp: { identity: "denied" } } }],
  ["accounts were not read any more", { read: { idp: idp ?? {}, forge: { grant: "full" } } }],
])("not where %s", (_, more) => {
  expect(couldShow(finding, state(2, [], more), where)).toBe(false);
});

test.each<[string, Partial<JudgedState>]>([
  ["another rule broke off", { broken: ["other-rule"] }],
  ["another rule could not be asked", { notEvaluable: [{ rule: "other-rule", app: "forge" }] }],
  ["its rule could not be asked elsewhere", { notEvaluable: [{ rule: "some-rule", app: "crm" }] }],
  ["another reason could not be given", { notEvaluable: [{ rule: "some-rule", app: "forge", reasons: ["deleted"] }] }],
  ["another case is undecided", { unknowns: [{ rule: "some-rule", app: "forge", object: "account:forge/main/8" }] }],
  ["another reading failed", { failed: ["crm"] }],
  [
    "a kind that it does not name was read in part",
    { read: { idp: idp ?? {}, forge: { ...forge, grant: "partial" } } },
  ],
])("but where %s", (_, more) => {
  expect(couldShow(finding, state(2, [], more), where)).toBe(true);
});

test("what was never read does not have to be", () => {
  const declared = state(1, [finding], { read: {} });
  expect(couldShow(finding, state(2, [], { read: {} }), declared)).toBe(true);
});

test("names of systems are no properties of objects", () => {
  const odd = seen(1, { app: "constructor", object: "account:__proto__/main/1" });
  expect(couldShow(odd, state(2, []), state(1, [odd]))).toBe(true);
});
