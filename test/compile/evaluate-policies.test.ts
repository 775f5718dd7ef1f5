// @module-tag long
import { describe, expect, test } from "vitest";
import { evaluatePolicies } from "../../src/compile/index.ts";
import { capabilities, moduleOf, policyErrorOf } from "./samples.ts";

const module = moduleOf(`package a

big := input.n

names contains name if some name in input.names

torn := 1 if input.left

torn := 2 if input.right
`);

describe("evaluatePolicies", () => {
  test("gives a value, nothing, or an error for each input", async () => {
    const inputs = ['{"left": true}', "{}", '{"left": true, "right": true}'];
    const found = await evaluatePolicies({ modules: [module], capabilities, query: "data.a.torn", inputs });
    expect(found).toMatchObject([
      { defined: true, value: 1 },
      { defined: false },
      { defined: false, error: { code: "eval_conflict_error", file: "a.rego", line: 9 } },
    ]);
  });

  test("sorts sets and reads data", async () => {
    const query = "[data.a.names, data.estate.run.now]";
    const data = { estate: { run: { now: "2026-01-02T03:04:05Z" } } };
    const inputs = ['{"names": ["b", "a", "ä", "B"]}'];
    const found = await evaluatePolicies({ modules: [module], capabilities, data, query, inputs });
    expect(found).toEqual([{ defined: true, value: [["B", "a", "b", "ä"], "2026-01-02T03:04:05Z"] }]);
  });

  test("reports every input that is no JSON, and a query that does not compile", async () => {
    const request = { modules: [module], capabilities, query: "data.a.big" };
    const inputs = await policyErrorOf(evaluatePolicies({ ...request, inputs: ["{", '{"n": 1}', ""] }));
    expect(inputs.problems.map(({ code }) => code)).toEqual(["policy/evaluation-input", "policy/evaluation-input"]);
    const query = await policyErrorOf(evaluatePolicies({ ...request, query: "data.a.big ==", inputs: ["{}"] }));
    expect(query.problems[0].code).toMatch(/^policy\//);
  });
});
