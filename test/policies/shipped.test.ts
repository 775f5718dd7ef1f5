import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { evaluatePolicies, testPolicies } from "../../src/compile/index.ts";
import { Scope } from "../../src/model/document.ts";
import { EvaluationResult } from "../../src/model/finding.ts";
import {
  lintAnnotations,
  loadRules,
  loadShippedPack,
  packageRoot,
  packSources,
  policySchemas,
  prepareExamples,
  runExamples,
} from "../../src/pack/index.ts";

const sources = await packSources({ base: packageRoot(), folders: [] });
const rules = await loadRules(sources, {});
const [shipped] = sources.folders;
if (!shipped) throw new Error("there are no shipped policies");
const { modules, tests, checks, examples: files } = shipped;
const { capabilities } = sources;
const examples = prepareExamples(files, rules);

test("the pack built into the package holds the rules of the folder", async () => {
  expect((await loadShippedPack()).rules).toEqual(rules);
});

test("every Rego test passes, and every line of every rule is covered", async () => {
  const all = [...modules, ...tests, ...checks];
  const report = await testPolicies({ modules: all, capabilities, schemas: policySchemas(), coverage: true });
  expect(report.tests.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
  expect(report.tests.length).toBeGreaterThan(150);
  const gaps = (report.coverage ?? []).filter(
    ({ file, notCoveredLines }) => !file.endsWith("_test.rego") && notCoveredLines > 0,
  );
  expect(gaps).toEqual([]);
});

test("the lint of METADATA finds nothing", async () => {
  expect(await lintAnnotations(sources, rules, {})).toEqual([]);
});

describe("examples", () => {
  let outcomes: Awaited<ReturnType<typeof runExamples>> = [];
  beforeAll(async () => {
    outcomes = await runExamples(examples, { modules, capabilities }, {});
  });

  test.each(examples.map((example, index) => [`${example.rule.id}: ${example.title}`, index] as const))(
    "%s",
    (_, index) => {
      const { example, violations, unknowns } = outcomes[index] ?? expect.unreachable("the example was not run");
      expect(sorted(violations)).toEqual(sorted(example.violations));
      expect(sorted(unknowns)).toEqual(sorted(example.unknowns));
    },
  );

  test.each(rules.map(({ id }) => id))("%s has a bad and a good one", (id) => {
    const own = examples.filter(({ rule }) => rule.id === id);
    expect(own.some(({ violations }) => violations.length > 0)).toBe(true);
    expect(own.some(({ violations, unknowns }) => violations.length + unknowns.length === 0)).toBe(true);
  });
});

test("WebAssembly gives the same findings as OPA's own evaluator on every example, the scope as a whole", async () => {
  const pack = await loadShippedPack();
  const policy = await loadPolicy(pack.wasm);
  const query = "data.entitlint.main[input.scope] with input as input.document with data.estate as input.estate";
  const inputs = examples.map(({ input, estate }) => JSON.stringify({ document: input, estate }));
  const expected = await evaluatePolicies({ modules, capabilities, query, inputs });
  for (const scope of Scope.options) {
    for (const [index, { input, estate, title, rule }] of examples.entries()) {
      if (rule.scope !== scope) continue;
      policy.setData({ estate });
      const [given] = WasmResult.parse(policy.evaluate(input, pack.entrypoints[scope]));
      const wanted = EvaluationResult.parse(expected[index]?.value);
      expect({ title, ...inOrder(given?.result) }).toEqual({ title, ...inOrder(wanted) });
      expect(given?.result.read).toBe(input.id);
    }
  }
});

const WasmResult = z.array(z.object({ result: EvaluationResult }));

interface LoadedPolicy {
  setData(data: unknown): void;
  evaluate(input: unknown, entrypoint: string): unknown;
}

const OpaWasm = z.object({
  loadPolicy: z.custom<(wasm: Uint8Array, options: object) => Promise<LoadedPolicy>>(
    (value) => typeof value === "function",
  ),
});

function loadPolicy(wasm: Uint8Array): Promise<LoadedPolicy> {
  const opa: unknown = createRequire(import.meta.url)("@open-policy-agent/opa-wasm");
  return OpaWasm.parse(opa).loadPolicy(wasm, { initial: 1024 });
}

function inOrder(result: z.infer<typeof EvaluationResult> | undefined): { deny: string[]; unknown: string[] } {
  return { deny: sorted(result?.deny ?? []), unknown: sorted(result?.unknown ?? []) };
}

function sorted(findings: readonly object[]): string[] {
  return findings.map((finding) => JSON.stringify(Object.entries(finding).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}
