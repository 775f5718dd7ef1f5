// @module-tag long
import { beforeAll, describe, expect, test } from "vitest";
import { checkPolicies } from "../../src/compile/index.ts";
import type { Problem } from "../../src/errors.ts";
import { everything, sampleOf } from "../everything.ts";
import { capabilities, moduleOf, policyErrorOf, rule, ruleTest, subjectSchema } from "./samples.ts";

const schemas = { subject: subjectSchema };

function problemsOf(text: string) {
  return policyErrorOf(checkPolicies({ modules: [moduleOf(text)], capabilities })).then((error) => error.problems);
}

describe("checkPolicies", () => {
  test("accepts a good rule and its tests", async () => {
    await checkPolicies({ modules: [rule, ruleTest], capabilities, schemas });
  });

  test("reports every file that does not parse, with its place", async () => {
    const modules = [
      moduleOf("package a\n\nx := [1,\n", "a.rego"),
      moduleOf("", "b.rego"),
      moduleOf("package c\n\n  }", "c.rego"),
    ];
    const error = await policyErrorOf(checkPolicies({ modules, capabilities }));
    expect(new Set(error.problems.map((problem) => problem.code))).toEqual(new Set(["policy/does-not-parse"]));
    expect(new Set(error.diagnostics.map(({ file, line }) => `${file}:${line}`))).toEqual(
      new Set(["a.rego:4", "b.rego:1", "c.rego:3"]),
    );
  });

  // What one group holds is told by one stage of the compiler, and so at once.
  const refused = {
    parsing: [
      ["Rego v0", "package a\n\ndeny[x] { x := 1 }\n", "policy/does-not-parse", 3],
      ["METADATA that is no YAML", "# METADATA\n# title: [\npackage b\n", "policy/does-not-parse", 2],
    ],
    names: [
      ["an unused variable", "package a\n\nx if {\n\ty := 1\n}\n", "policy/does-not-compile", 4],
      ["an unused import", "package b\n\nimport data.b\n\nx := 1\n", "policy/does-not-compile", 3],
      [
        "http.send",
        'package c\n\nx := http.send({"method": "get", "url": "https://example.com"})\n',
        "policy/unsupported-builtin",
        3,
      ],
      ["the clock", "package d\n\nx := time.now_ns()\n", "policy/unsupported-builtin", 3],
      ["sprintf", 'package e\n\nx := sprintf("%d", [1])\n', "policy/unsupported-builtin", 3],
      ["a function nobody wrote", "package f\n\nx := data.b.f(1)\n", "policy/type", 3],
    ],
    safety: [["an unsafe variable", "package a\n\nx if y > 1\n", "policy/does-not-compile", 3]],
    recursion: [["recursion", "package a\n\nx if y\n\ny if x\n", "policy/recursion", 3]],
    types: [["a wrong type", 'package a\n\nx := 1 + "one"\n', "policy/type", 3]],
  } satisfies Record<string, readonly (readonly [string, string, string, number])[]>;

  describe.each(sampleOf(Object.entries(refused), 2))("refuses, by %s,", (_stage, group) => {
    let problems: readonly Problem[] = [];
    beforeAll(async () => {
      const modules = group.map(([what, text]) => moduleOf(text, `${what}.rego`));
      problems = (await policyErrorOf(checkPolicies({ modules, capabilities }))).problems;
    });

    test.each(group)("%s", (what, _text, code, line) => {
      const [first] = problems.filter(({ place }) => place?.file === `${what}.rego`);
      expect(first).toMatchObject({ code, place: { line } });
    });
  });

  test("finds a typing mistake in a path through the schema", async () => {
    const modules = [{ ...rule, text: rule.text.replace("grant.role", "grant.rolle") }];
    const error = await policyErrorOf(checkPolicies({ modules, capabilities, schemas }));
    expect(error.problems[0]).toMatchObject({ code: "policy/type", place: { file: rule.path, line: 17 } });
    expect(error.message).toContain("rolle");
  });

  test.runIf(everything)("refuses METADATA that names a schema nobody gave", async () => {
    const error = await policyErrorOf(checkPolicies({ modules: [rule], capabilities }));
    expect(error.problems[0].code).toBe("policy/type");
  });

  test.each([
    ["recursion", { $defs: { a: { properties: { b: { $ref: "#/$defs/a" } } } }, $ref: "#/$defs/a" }],
    ["null beside a type", { properties: { left: { type: ["string", "null"] } } }],
  ])("refuses a schema with %s", async (_what, schema) => {
    const error = await policyErrorOf(checkPolicies({ modules: [rule], capabilities, schemas: { subject: schema } }));
    expect(error.problems[0]).toMatchObject({ code: "policy/schema", place: { file: "schema:subject" } });
  });

  test.runIf(everything)("does not fetch a schema from elsewhere", async () => {
    const schema = { $ref: "https://example.com/subject.json" };
    const error = await policyErrorOf(checkPolicies({ modules: [rule], capabilities, schemas: { subject: schema } }));
    expect(error.message).toContain("remote reference loading disabled");
  });

  test("refuses two modules with one path, half characters, and capabilities that are none", async () => {
    const twice = await policyErrorOf(checkPolicies({ modules: [rule, rule], capabilities, schemas }));
    expect(twice.problems[0].code).toBe("policy/duplicate-path");
    const half = await policyErrorOf(
      checkPolicies({ modules: [moduleOf('package a\n\nx := "\ud800"\n')], capabilities }),
    );
    expect(half.problems[0]).toMatchObject({ code: "policy/does-not-parse", place: { line: 3, column: 7 } });
    const none = await policyErrorOf(checkPolicies({ modules: [rule], capabilities: "{", schemas }));
    expect(none.problems[0].code).toBe("policy/capabilities");
  });

  test("refuses a text that hides a NUL or is very deep, without breaking", async () => {
    const nul = await problemsOf('package a\n\nx := "\u0000"\n');
    expect(nul[0]).toMatchObject({ code: "policy/does-not-parse", place: { line: 3 } });
    const deep = await problemsOf(`package a\n\nx := ${"[".repeat(200_000)}\n`);
    expect(deep[0]).toMatchObject({ code: "policy/does-not-parse", place: { line: 3, column: 506 } });
  });
});
