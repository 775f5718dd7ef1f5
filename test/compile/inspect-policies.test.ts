// @module-tag long
import { describe, expect, test } from "vitest";
import { inspectPolicies } from "../../src/compile/index.ts";
import { moduleOf, policyErrorOf, rule, ruleTest } from "./samples.ts";

describe("inspectPolicies", () => {
  test("lists packages, imports and rules by file", async () => {
    const kinds = moduleOf(`package kinds

import data.other as o

default plain := false

plain if o.x

f(x) := x + 1

set contains 1

object.key := 1 if true

map[k] := 1 if some k in [1, 2]
`);
    const { modules } = await inspectPolicies([rule, kinds]);
    expect(modules.map(({ path, package: name }) => [path, name])).toEqual([
      ["a.rego", "kinds"],
      [rule.path, "entitlint.rules.subject.leaver"],
    ]);
    expect(modules[0]?.imports).toEqual([{ path: "data.other", alias: "o", line: 3 }]);
    expect(modules[1]?.imports).toEqual([{ path: "future.keywords.not", line: 12 }]);
    expect(modules[0]?.rules.map(({ name, kind, default: isDefault, line }) => [name, kind, isDefault, line])).toEqual([
      ["plain", "value", true, 5],
      ["plain", "value", false, 7],
      ["f", "function", false, 9],
      ["set", "set", false, 11],
      ["object.key", "value", false, 13],
      ["map", "object", false, 15],
    ]);
  });

  test("gives METADATA whole, with what it describes and where", async () => {
    const onRule = moduleOf(`package b

# METADATA
# title: Allowed
# entrypoint: true
# authors:
#   - Ada Example <ada@example.com>
# related_resources:
#   - ref: https://example.com/rule
#     description: Why
# custom:
#   needs: [account.status]
allow if input.x
`);
    const { annotations } = await inspectPolicies([rule, ruleTest, onRule]);
    expect(annotations).toMatchObject([
      {
        path: "b.allow",
        file: "a.rego",
        line: 3,
        metadata: {
          scope: "document",
          title: "Allowed",
          entrypoint: true,
          authors: [{ name: "Ada Example", email: "ada@example.com" }],
          related_resources: [{ ref: "https://example.com/rule", description: "Why" }],
          custom: { needs: ["account.status"] },
        },
      },
      {
        path: "entitlint.rules.subject.leaver",
        file: rule.path,
        line: 1,
        metadata: { scope: "package", custom: { severity: "high", parameters: { grace: "PT24H" } } },
      },
    ]);
  });

  test("reads policies that would not compile, but not ones that do not parse", async () => {
    const { modules } = await inspectPolicies([moduleOf("package a\n\nx if y\n")]);
    expect(modules).toHaveLength(1);
    const error = await policyErrorOf(inspectPolicies([moduleOf("package a\n\nx if {\n")]));
    expect(error.problems[0].code).toBe("policy/does-not-parse");
  });
});
