// @module-tag long
import { beforeAll, describe, expect, test } from "vitest";
import { modulesAsked } from "../../src/commands/policy/modules-asked.ts";
import { runExamples } from "../../src/commands/policy/run-examples.ts";
import { evaluatePolicies, testPolicies } from "../../src/compile/index.ts";
import { startPack } from "../../src/evaluate/index.ts";
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
} from "../../src/pack/index.ts";
import { everything, sampleOf } from "../everything.ts";
import { sharedCache } from "../shared-cache.ts";
import { loadPolicy, resultOf } from "./shipped-policy.ts";

const sources = await packSources({ base: packageRoot(), folders: [] });
const rules = await loadRules(sources, { cacheDir: sharedCache });
const [shipped] = sources.folders;
if (!shipped) throw new Error("there are no shipped policies");
const { modules, tests, checks, examples: files } = shipped;
const { capabilities } = sources;
const examples = sampleOf(prepareExamples(files, rules), 4);

test("the pack built into the package holds the rules of the folder", async () => {
  expect((await loadShippedPack()).rules).toEqual(rules);
});

test("every Rego test passes, and every line of every rule is covered", async () => {
  const tried = everything ? tests : tests.filter(({ path }, index) => index % 10 === 0 || path.includes("/lib/"));
  // Without everything, no type is checked of a module that none of the tried tests reaches: the build has checked it.
  const whole = [...modules, ...tried, ...checks];
  const needed = everything ? whole : modulesAsked(whole, "test_");
  const schemas = policySchemas();
  const report = await testPolicies({ modules: needed, capabilities, schemas, coverage: everything });
  expect(report.tests.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
  expect(report.tests.length).toBeGreaterThan(everything ? 150 : 30);
  const gaps = (report.coverage ?? []).filter(
    ({ file, notCoveredLines }) => !file.endsWith("_test.rego") && notCoveredLines > 0,
  );
  expect(gaps).toEqual([]);
});

test("policies name the schema of data.estate exactly where they read it", () => {
  // Without the schema a misspelt field is not found; naming it where nothing is read is what checking types costs most.
  const wrong = modules.filter(
    ({ text }) =>
      /\bdata\.estate\b/.test(text.replaceAll(/^\s*#.*$/gm, "")) !== text.includes("#   - data.estate: schema."),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test.runIf(everything)("the lint of METADATA finds nothing", async () => {
  expect(await lintAnnotations(sources, { folders: sources.folders, rules }, {})).toEqual([]);
});

describe("examples", () => {
  let outcomes: Awaited<ReturnType<typeof runExamples>> = [];
  beforeAll(async () => {
    const pack = await startPack(await loadShippedPack(), 60);
    outcomes = await runExamples(examples, pack).finally(() => pack.close());
  });

  test.each(examples.map((example, index) => [`${example.rule.id}: ${example.title}`, index] as const))(
    "%s",
    (_, index) => {
      const { example, violations, unknowns } = outcomes[index] ?? expect.unreachable("the example was not run");
      expect(sorted(violations)).toEqual(sorted(example.violations));
      expect(sorted(unknowns)).toEqual(sorted(example.unknowns));
    },
  );

  const whole = prepareExamples(files, rules);
  test.each(rules.map(({ id }) => id))("%s has a bad and a good one", (id) => {
    const own = whole.filter(({ rule }) => rule.id === id);
    expect(own.some(({ violations }) => violations.length > 0)).toBe(true);
    expect(own.some(({ violations, unknowns }) => violations.length + unknowns.length === 0)).toBe(true);
  });
});

test.runIf(everything)(
  "WebAssembly gives the same findings as OPA's own evaluator on every example, the scope as a whole",
  async () => {
    const pack = await loadShippedPack();
    const policy = await loadPolicy(pack.wasm);
    const query = "data.entitlint.main[input.scope] with input as input.document with data.estate as input.estate";
    const inputs = examples.map(({ input, estate, rule: { scope } }) =>
      JSON.stringify({ scope, document: input, estate }),
    );
    const expected = await evaluatePolicies({ modules, capabilities, query, inputs });
    for (const [index, { input, estate, title, rule }] of examples.entries()) {
      policy.setData({ estate });
      const given = resultOf(policy, input, pack.entrypoints[Scope.parse(rule.scope)]);
      const wanted = EvaluationResult.parse(expected[index]?.value);
      expect({ title, ...inOrder(given) }).toEqual({ title, ...inOrder(wanted) });
      expect(given.read).toBe(input.id);
    }
  },
);

function inOrder(result: EvaluationResult): { deny: string[]; unknown: string[] } {
  return { deny: sorted(result.deny), unknown: sorted(result.unknown) };
}

function sorted(findings: readonly object[]): string[] {
  return findings.map((finding) => JSON.stringify(Object.entries(finding).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}
