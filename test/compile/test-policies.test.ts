// @module-tag long
import { describe, expect, test } from "vitest";
import { testPolicies } from "../../src/compile/index.ts";
import { everything } from "../everything.ts";
import { capabilities, moduleOf, policyErrorOf, rule, ruleTest, subjectSchema } from "./samples.ts";

const schemas = { subject: subjectSchema };
const suite = { modules: [rule, ruleTest], capabilities, schemas };

describe("testPolicies", () => {
  test("reports each test by place, with what it printed and where it stopped", async () => {
    const report = await testPolicies(suite);
    expect(report.coverage).toBeUndefined();
    expect(report.tests.map(({ name, outcome, line }) => [name, outcome, line])).toEqual([
      ["test_leaver_is_found", "pass", 5],
      ["test_employee_is_found", "fail", 10],
      ["todo_test_later", "skip", 16],
    ]);
    expect(report.tests[1]).toMatchObject({
      package: "entitlint.rules.subject.leaver_test",
      file: ruleTest.path,
      output: "found 0\n",
      failure: { file: ruleTest.path, line: 13, text: expect.stringContaining("count(found) == 1") },
    });
    expect(report.tests[0]?.failure).toBeUndefined();
  });

  test("runs only what the filter matches, and refuses a filter that is no expression", async () => {
    const report = await testPolicies({ ...suite, run: "leaver_is" });
    expect(report.tests.map(({ name }) => name)).toEqual(["test_leaver_is_found"]);
    const error = await policyErrorOf(testPolicies({ ...suite, run: "(" }));
    expect(error.problems[0].code).toBe("policy/test-filter");
  });

  test("counts covered lines under with, by file", async () => {
    const untested = moduleOf("package b\n\nused := 1\n\nunused if {\n\tinput.x == 1\n\tinput.y == 2\n}\n", "b.rego");
    const caller = moduleOf("package b_test\n\nimport data.b\n\ntest_used if b.used == 1\n", "b_test.rego");
    const { coverage = [] } = await testPolicies({
      ...suite,
      modules: [...suite.modules, untested, caller],
      coverage: true,
    });
    expect(coverage.find(({ file }) => file === rule.path)).toMatchObject({ percentage: 100, notCovered: [] });
    expect(coverage.find(({ file }) => file === "b.rego")).toMatchObject({
      covered: [{ from: 3, to: 3 }],
      notCovered: [{ from: 5, to: 7 }],
      coveredLines: 1,
      notCoveredLines: 3,
      percentage: 25,
    });
  });

  test.runIf(everything)("names the cases of a table test", async () => {
    const table = moduleOf(`package a_test

test_sizes[note] if {
	some note, given in {"one": [1], "none": []}
	count(given) == 1
}
`);
    const report = await testPolicies({ modules: [table], capabilities });
    expect(report.tests).toMatchObject([
      {
        outcome: "fail",
        cases: [
          { name: ["none"], outcome: "fail" },
          { name: ["one"], outcome: "pass" },
        ],
      },
    ]);
  });

  test.runIf(everything)("gives an evaluation error as a result of that test alone", async () => {
    const torn = moduleOf(
      'package a_test\n\nx := 1 if input.a\n\nx := 2 if input.b\n\ntest_x if x == 1 with input as {"a": true, "b": true}\n\ntest_fine if true\n',
    );
    const report = await testPolicies({ modules: [torn], capabilities });
    expect(report.tests.map(({ outcome }) => outcome)).toEqual(["error", "pass"]);
    expect(report.tests[0]?.error).toMatchObject({ code: "eval_conflict_error", file: "a.rego" });
  });

  test("reads data, and refuses data that a rule's package hides", async () => {
    const reader = moduleOf("package a_test\n\ntest_data if data.estate.limit == 12345678901234567890\n");
    const data = JSON.parse('{"estate": {"limit": 7}}');
    const report = await testPolicies({ modules: [reader], capabilities, data });
    expect(report.tests[0]?.outcome).toBe("fail");
    const hidden = await policyErrorOf(
      testPolicies({ modules: [reader], capabilities, data: { a_test: { test_data: 1 } } }),
    );
    expect(hidden.problems[0].code).toBe("policy/does-not-compile");
  });

  test.runIf(everything)("finds no tests without making a fuss, and refuses modules that do not compile", async () => {
    expect((await testPolicies({ modules: [moduleOf("package a\n")], capabilities })).tests).toEqual([]);
    const error = await policyErrorOf(
      testPolicies({ modules: [moduleOf("package a\n\ntest_x if y\n")], capabilities }),
    );
    expect(error.problems[0]).toMatchObject({ code: "policy/does-not-compile", place: { line: 3 } });
  });

  test("stops a test that does not end", async () => {
    const endless = moduleOf(`package a_test

test_endless if {
	some a in numbers.range(1, 100000)
	some b in numbers.range(1, 100000)
	some c in numbers.range(1, 100000)
	a + b + c == 0
}
`);
    const started = performance.now();
    const running = testPolicies({ modules: [endless], capabilities }, { timeoutSeconds: 2 });
    await expect(running).rejects.toMatchObject({ problems: [{ code: "policy/timeout" }] });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
