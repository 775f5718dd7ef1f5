// @module-tag long
import { describe, expect, test } from "vitest";
import { formatPolicies } from "../../src/compile/index.ts";
import { moduleOf, policyErrorOf, rule } from "./samples.ts";

describe("formatPolicies", () => {
  test("lays modules out and leaves good ones alone", async () => {
    const messy = moduleOf("package   a\nimport data.b\n# kept\nx   if {   b.y==1  }");
    expect(await formatPolicies([rule, messy])).toEqual([
      moduleOf("package a\n\nimport data.b\n\n# kept\nx if b.y == 1\n"),
      rule,
    ]);
  });

  test("reports every module that does not parse and formats none", async () => {
    const error = await policyErrorOf(
      formatPolicies([moduleOf("package a\n\nx if {\n"), moduleOf("pakage b\n", "b.rego"), rule]),
    );
    expect(new Set(error.diagnostics.map(({ file }) => file))).toEqual(new Set(["a.rego", "b.rego"]));
  });
});
