import { expect, test } from "vitest";
import { modulesAsked } from "../../src/commands/policy/modules-asked.ts";

const lib = { path: "lib.rego", text: "package acme.lib\n\nf(x) := x\n" };
const used = { path: "used.rego", text: "package acme.used\n\nimport data.acme.lib\n\nx := lib.f(1)\n" };
const usedTest = {
  path: "used_test.rego",
  text: "package acme.used_test\n\nimport data.acme.used\n\ntest_used if used.x\n",
};
const other = { path: "other.rego", text: "package acme.other\n\nx := 1\n" };
const otherTest = {
  path: "other_test.rego",
  text: "package acme.other\n\ntest_alone if x\n\ntest_both if {\n\tdata.acme.used.x\n}\n",
};
const all = [lib, used, usedTest, other, otherTest];
const asked = (run: string) => modulesAsked(all, run).map(({ path }) => path);

test("are those that the tests of that name reach, through what they import in turn", () => {
  expect(asked("test_used$")).toEqual(["lib.rego", "used.rego", "used_test.rego"]);
  expect(asked("^data\\.acme\\.other\\.")).toEqual(all.filter((one) => one !== usedTest).map(({ path }) => path));
  expect(asked("no_such_test")).toEqual([]);
  expect(asked("no_such_test|test_used")).toContain("used_test.rego");
});

test("are all where OPA might read the expression otherwise", () => {
  for (const run of ["(?i)TEST_USED", "[[:alpha:]]_used", "\\Qtest_used\\E", "("]) expect(asked(run)).toHaveLength(5);
});
