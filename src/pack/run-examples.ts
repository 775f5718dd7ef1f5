import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { type CompileOptions, evaluatePolicies, type PolicyEvaluation, type PolicyModule } from "../compile/index.ts";
import { RawFinding } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import type { PreparedExample } from "./prepare-examples.ts";

/** A finding as examples state it: its rule is the file's. */
export type ExampleFinding = Omit<RawFinding, "rule">;

const Verdicts = z.object({ deny: z.array(RawFinding), unknown: z.array(RawFinding) });

/** What became of an example. */
export interface ExampleOutcome {
  readonly example: PreparedExample;
  readonly ok: boolean;
  readonly violations: readonly ExampleFinding[];
  readonly unknowns: readonly ExampleFinding[];
  /** Variants of which the rule finds the same, as if what is different did not matter. */
  readonly unmoved: readonly string[];
  readonly error?: string;
}

/** Evaluates examples with OPA's own evaluator and compares whole findings, whatever their order. */
export async function runExamples(
  examples: readonly PreparedExample[],
  policies: { readonly modules: readonly PolicyModule[]; readonly capabilities: string },
  options: CompileOptions,
): Promise<ExampleOutcome[]> {
  if (examples.length === 0) return [];
  // Every example has an estate of its own, while data is one for all; so the query moves it to where rules look.
  const query = "data.entitlint.main[input.scope] with input as input.document with data.estate as input.estate";
  const asked = examples.flatMap((example) => [example, ...example.variants]);
  const inputs = asked.map(({ input, estate }) => JSON.stringify({ document: input, estate }));
  const results = await evaluatePolicies({ ...policies, query, inputs }, options);
  const resultOf = new Map(asked.map((one, index) => [one, results[index]]));
  return examples.map((example) => {
    const outcome = outcomeOf(example, resultOf.get(example));
    const unmoved = example.variants.filter((variant) => {
      const { violations, unknowns, error } = outcomeOf(example, resultOf.get(variant));
      return error === undefined && same(violations, outcome.violations) && same(unknowns, outcome.unknowns);
    });
    return { ...outcome, ok: outcome.ok && unmoved.length === 0, unmoved: unmoved.map(({ what }) => what) };
  });
}

function outcomeOf(example: PreparedExample, result: PolicyEvaluation | undefined): Omit<ExampleOutcome, "unmoved"> {
  const given = Verdicts.safeParse(result?.value);
  if (result?.error || !given.success) {
    const error = result?.error?.message ?? "the rule gave something that is no finding";
    return { example, ok: false, violations: [], unknowns: [], error };
  }
  const violations = ofRule(given.data.deny, example.rule);
  const unknowns = ofRule(given.data.unknown, example.rule);
  const ok = same(violations, example.violations) && same(unknowns, example.unknowns);
  return { example, ok, violations, unknowns };
}

function ofRule(findings: readonly RawFinding[], rule: Rule): ExampleFinding[] {
  return findings.filter((finding) => finding.rule === rule.id).map(({ rule: _, ...finding }) => finding);
}

function same(given: readonly ExampleFinding[], expected: readonly ExampleFinding[]): boolean {
  return (
    given.length === expected.length && expected.every((one) => given.some((other) => isDeepStrictEqual(one, other)))
  );
}
