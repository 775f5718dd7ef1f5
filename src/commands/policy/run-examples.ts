import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { LoneResult, StartedPack } from "../../evaluate/index.ts";
import { Scope } from "../../model/document.ts";
import { RawFinding } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";
import type { PreparedExample, PreparedVariant } from "../../pack/index.ts";
import { tornFault } from "./find-faults.ts";
import { verdictsOf } from "./verdicts.ts";

/** A finding as examples state it: its rule is the file's. */
export type ExampleFinding = Omit<RawFinding, "rule">;

const Element = RawFinding.extend({ rule: z.string().optional() });
const Verdict = z.object({ deny: z.array(Element).default([]), unknown: z.array(Element).default([]) });

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

/** A rule that did not come to an end on an example. */
export class EndlessRule extends Error {
  override readonly name = "EndlessRule";
  readonly rule: Rule;

  constructor(rule: Rule) {
    super(`${rule.id} does not come to an end`);
    this.rule = rule;
  }
}

/** Evaluates examples and compares whole findings, whatever their order. Throws EndlessRule. */
export async function runExamples(
  examples: readonly PreparedExample[],
  pack: StartedPack,
): Promise<readonly ExampleOutcome[]> {
  const outcomes: ExampleOutcome[] = [];
  for (const example of examples) {
    const outcome = outcomeOf(example, await given(example, example, pack));
    const unmoved: string[] = [];
    for (const variant of example.variants) {
      const { violations, unknowns, error } = outcomeOf(example, await given(example, variant, pack));
      const isSame = same(violations, outcome.violations) && same(unknowns, outcome.unknowns);
      if (error === undefined && isSame) unmoved.push(variant.what);
    }
    outcomes.push({ ...outcome, ok: outcome.ok && unmoved.length === 0, unmoved });
  }
  return outcomes;
}

async function given(
  { rule }: PreparedExample,
  { input, estate }: PreparedExample | PreparedVariant,
  pack: StartedPack,
): Promise<LoneResult> {
  const verdicts = await verdictsOf([rule], { scope: Scope.parse(rule.scope), input, estate }, pack);
  const verdict = verdicts.get(rule) ?? {};
  if (verdict.isLate) throw new EndlessRule(rule);
  return verdict;
}

function outcomeOf(example: PreparedExample, { value, error }: LoneResult): Omit<ExampleOutcome, "unmoved"> {
  const read = Verdict.safeParse(value);
  if (error !== undefined || !read.success) {
    const text =
      error === undefined ? "it gives something that is no finding" : tornFault(example.rule, example, error).text;
    return { example, ok: false, violations: [], unknowns: [], error: text };
  }
  const violations = read.data.deny.map(withoutRule);
  const unknowns = read.data.unknown.map(withoutRule);
  const ok = same(violations, example.violations) && same(unknowns, example.unknowns);
  return { example, ok, violations, unknowns };
}

function withoutRule({ rule: _, ...finding }: z.infer<typeof Element>): ExampleFinding {
  return finding;
}

function same(found: readonly ExampleFinding[], expected: readonly ExampleFinding[]): boolean {
  return (
    found.length === expected.length && expected.every((one) => found.some((other) => isDeepStrictEqual(one, other)))
  );
}
