// @module-tag long
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { describe, expect, test } from "vitest";
import { buildPolicies, evaluatePolicies } from "../../src/compile/index.ts";
import { capabilities, moduleOf, policyErrorOf, rule, ruleTest, subjectSchema } from "./samples.ts";

const entrypoint = "entitlint/rules/subject/leaver/deny";
const schemas = { subject: subjectSchema };

describe("buildPolicies", () => {
  test("compiles to WebAssembly that agrees with OPA's own evaluator", async () => {
    const input = {
      active: false,
      grants: [
        { id: "g2", role: "owner" },
        { id: "g1", role: "reader" },
      ],
    };
    const [built, oracle] = await Promise.all([
      buildPolicies({ modules: [rule], capabilities, schemas, entrypoints: [entrypoint] }),
      evaluatePolicies({
        modules: [rule],
        capabilities,
        query: "data.entitlint.rules.subject.leaver.deny",
        inputs: [JSON.stringify(input)],
      }),
    ]);
    expect(built.entrypoints).toEqual([entrypoint]);
    const policy = await loadPolicy(built.wasm);
    const found: { result: { id: string; msg: string }[] }[] = policy.evaluate(input, entrypoint);
    const sorted = found[0]?.result.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted).toEqual(oracle[0]?.value);
    expect(sorted).toEqual([
      { id: "g1", msg: "reader is still held" },
      { id: "g2", msg: "owner is still held" },
    ]);
  });

  test("gives the same bytes in whatever order modules and schemas come", async () => {
    const other = moduleOf("package other\n\nallow if input.x == 1\n", "other/other.rego");
    const entrypoints = [entrypoint, "other/allow"];
    const [one, two] = await Promise.all([
      buildPolicies({ modules: [rule, ruleTest, other], capabilities, schemas: { ...schemas, z: {} }, entrypoints }),
      buildPolicies({ modules: [other, ruleTest, rule], capabilities, schemas: { z: {}, ...schemas }, entrypoints }),
    ]);
    expect(two.sha256).toBe(one.sha256);
    expect(two.entrypoints).toEqual(entrypoints);
  });

  test("says which entrypoint names no rule", async () => {
    const error = await policyErrorOf(
      buildPolicies({ modules: [rule], capabilities, schemas, entrypoints: ["entitlint/main/subject"] }),
    );
    expect(error.problems[0].code).toBe("policy/entrypoint");
    expect(error.message).toContain("entitlint/main/subject");
  });

  test("refuses to build nothing", async () => {
    const error = await policyErrorOf(buildPolicies({ modules: [rule], capabilities, schemas, entrypoints: [] }));
    expect(error.problems[0].code).toBe("policy/entrypoint");
  });
});
