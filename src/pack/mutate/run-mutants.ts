import {
  type CompileOptions,
  evaluatePolicies,
  PolicyError,
  type PolicyEvaluation,
  type PolicyModule,
  type PolicyTest,
  testPolicies,
} from "../../compile/index.ts";
import { EntitlintError } from "../../errors.ts";
import type { PreparedExample } from "../prepare-examples.ts";
import {
  type Mutant,
  type MutatedRule,
  mutantFolder,
  mutantModules,
  mutantPackage,
  withoutComments,
} from "./mutant.ts";

/** What became of a mutant: `invalid` ones do not compile, so that nobody could have written them. */
export type MutantOutcome = "killed" | "survived" | "invalid";

/** What rules are mutated with. */
export interface MutationGround {
  /** Libraries and whatever else rules and their tests import. */
  readonly libraries: readonly PolicyModule[];
  readonly capabilities: string;
  readonly examples: readonly PreparedExample[];
}

/**
 * Runs the tests of each rule, and then its examples, on each mutant, all in one compilation. Throws EntitlintError
 * `pack/tests-fail` where a rule's tests do not pass as it stands: then nothing could be told.
 */
export async function runMutants(
  rules: readonly MutatedRule[],
  mutants: readonly Mutant[],
  ground: MutationGround,
  options: CompileOptions,
): Promise<ReadonlyMap<Mutant, MutantOutcome>> {
  const outcomes = new Map<Mutant, MutantOutcome>();
  const libraries = ground.libraries.map(({ path, text }) => ({ path, text: withoutComments(text) }));
  const originals = rules.flatMap((rule) => mutantModules(rule, 0));
  const { tests, invalid } = await testAll([...libraries, ...originals], rules, mutants, ground, options);
  const failed = failedPackages(tests);
  for (const rule of rules) refuseFailing(rule, tests);
  const standing: Mutant[] = [];
  for (const mutant of mutants) {
    if (invalid.has(mutant)) outcomes.set(mutant, "invalid");
    else if (failed.has(mutantPackage(mutant.rule, mutant.number))) outcomes.set(mutant, "killed");
    else standing.push(mutant);
  }
  const seen = await killedByExamples(rules, standing, { ...ground, libraries }, options);
  for (const mutant of standing) outcomes.set(mutant, seen.has(mutant) ? "killed" : "survived");
  return outcomes;
}

/** The tests of all mutants that compile. Each pass of the compiler names those that do not get further than it. */
async function testAll(
  base: readonly PolicyModule[],
  rules: readonly MutatedRule[],
  mutants: readonly Mutant[],
  { capabilities }: MutationGround,
  options: CompileOptions,
): Promise<{ tests: readonly PolicyTest[]; invalid: ReadonlySet<Mutant> }> {
  const invalid = new Set<Mutant>();
  for (;;) {
    const valid = mutants.filter((mutant) => !invalid.has(mutant));
    const modules = [...base, ...valid.flatMap((mutant) => modulesOf(mutant, rules))];
    try {
      const { tests } = await testPolicies({ modules, capabilities, run: "^data\\.entitlint\\.mutants\\." }, options);
      return { tests, invalid };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      const files = error.diagnostics.map(({ file }) => file);
      const guilty = valid.filter(({ rule, number }) =>
        files.some((file) => file.startsWith(mutantFolder(rule, number))),
      );
      if (guilty.length === 0) throw error;
      for (const mutant of guilty) invalid.add(mutant);
    }
  }
}

function modulesOf(mutant: Mutant, rules: readonly MutatedRule[]): PolicyModule[] {
  const rule = rules.find(({ id }) => id === mutant.rule);
  return rule ? mutantModules(rule, mutant.number, mutant.text) : [];
}

function failedPackages(tests: readonly PolicyTest[]): ReadonlySet<string> {
  const failed = tests.filter(({ outcome }) => outcome === "fail" || outcome === "error");
  return new Set(failed.map((test) => test.package.replace(/^data\./, "").replace(/_test$/, "")));
}

function refuseFailing({ id, module }: MutatedRule, tests: readonly PolicyTest[]): void {
  const own = tests.filter((test) => test.package.replace(/^data\./, "") === `${mutantPackage(id, 0)}_test`);
  const bad = own.find(({ outcome }) => outcome === "fail" || outcome === "error");
  if (!bad) return;
  throw new EntitlintError({
    code: "pack/tests-fail",
    message: `${bad.name} of ${id} does not pass as the rule stands, so no change of it can be told`,
    place: { file: module.path },
    next: "Run `entitlint policy test`, and mend what fails there.",
  });
}

/** Mutants that give something else than the rule itself on one of its examples. */
async function killedByExamples(
  rules: readonly MutatedRule[],
  mutants: readonly Mutant[],
  { libraries, capabilities, examples }: MutationGround,
  options: CompileOptions,
): Promise<ReadonlySet<Mutant>> {
  const asked = rules.flatMap((rule) => {
    const own = mutants.filter((mutant) => mutant.rule === rule.id);
    const shown = examples
      .filter((example) => example.rule.id === rule.id)
      .flatMap((example) => [example, ...example.variants.map((variant) => ({ ...example, ...variant }))]);
    // The rule as it stands comes first, because its results are what the others are held against.
    return own.length === 0
      ? []
      : shown.flatMap((example) => [undefined, ...own].map((mutant) => ({ mutant, example })));
  });
  if (asked.length === 0) return new Set();
  const originals = rules.flatMap((rule) => mutantModules(rule, 0).slice(0, 1));
  const changed = mutants.flatMap((mutant) => modulesOf(mutant, rules).slice(0, 1));
  const given = "data.entitlint.mutants[input.mutant.rule][input.mutant.name]";
  const query = `[[f | some f in ${given}.deny], [f | some f in ${given}.unknown]] with input as input.document with data.estate as input.estate`;
  const inputs = asked.map(({ mutant, example: { rule, input, estate } }) => {
    const named = { rule: rule.id.replaceAll("-", "_"), name: `m${mutant?.number ?? 0}` };
    return JSON.stringify({ document: { ...input, mutant: named }, estate });
  });
  const modules = [...libraries, ...originals, ...changed];
  const results = await evaluatePolicies({ modules, capabilities, query, inputs }, options);
  const wanted = new Map<PreparedExample, string>();
  const killed = new Set<Mutant>();
  for (const [index, { mutant, example }] of asked.entries()) {
    const text = resultText(results[index]);
    if (!mutant) wanted.set(example, text);
    else if (wanted.get(example) !== text) killed.add(mutant);
  }
  return killed;
}

function resultText(result: PolicyEvaluation | undefined): string {
  return JSON.stringify(result?.error ? "error" : (result?.value ?? "undefined"));
}
