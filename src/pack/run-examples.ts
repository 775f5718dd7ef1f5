import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { type CompileOptions, evaluatePolicies, type PolicyEvaluation, type PolicyModule } from "../compile/index.ts";
import { type Problem, throwProblems } from "../errors.ts";
import { documentSchemas, isScope } from "../model/document.ts";
import { Estate } from "../model/estate.ts";
import { RawFinding } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import { nodeAt, type PositionedNode } from "../positions/node.ts";
import { problemsWith } from "../positions/validate.ts";
import { completeDocument } from "./example-document.ts";
import { exampleEstate, laidOver } from "./example-estate.ts";
import { type Example, type PlacedExample, readExamples } from "./example-file.ts";

/** A finding as examples state it: its rule is the file's. */
export type ExampleFinding = Omit<RawFinding, "rule">;

const Verdicts = z.object({ deny: z.array(RawFinding), unknown: z.array(RawFinding) });

/** An example, ready to be evaluated. */
export interface PreparedExample extends Omit<Example, "estate"> {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
  readonly input: Record<string, unknown>;
  readonly estate: Record<string, unknown>;
}

/** What became of an example. */
export interface ExampleOutcome {
  readonly example: PreparedExample;
  readonly ok: boolean;
  readonly violations: readonly ExampleFinding[];
  readonly unknowns: readonly ExampleFinding[];
  readonly error?: string;
}

/** Completes the examples of all files. Throws EntitlintError with every file and document that is not as it should be. */
export function prepareExamples(files: readonly PolicyModule[], rules: readonly Rule[]): PreparedExample[] {
  const problems: Problem[] = [];
  const prepared: PreparedExample[] = [];
  for (const file of files) {
    const id = (file.path.split("/").at(-1) ?? "").replace(/\.yaml$/, "").replaceAll("_", "-");
    const rule = rules.find((candidate) => candidate.id === id);
    if (!rule) continue;
    const read = readExamples(file);
    problems.push(...read.problems);
    for (const example of read.examples) {
      const { node, ...plain } = example;
      const one = prepare(plain, node, rule, file.path, rules);
      if ("input" in one) prepared.push(one);
      else problems.push(...one.problems);
    }
  }
  throwProblems(problems);
  return prepared;
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
  const inputs = examples.map(({ input, estate }) => JSON.stringify({ document: input, estate }));
  const results = await evaluatePolicies({ ...policies, query, inputs }, options);
  return examples.map((example, index) => outcomeOf(example, results[index]));
}

function outcomeOf(example: PreparedExample, result: PolicyEvaluation | undefined): ExampleOutcome {
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

function prepare(
  example: Omit<PlacedExample, "node">,
  node: PositionedNode,
  rule: Rule,
  file: string,
  rules: readonly Rule[],
): PreparedExample | { readonly problems: readonly Problem[] } {
  const scope = isScope(rule.scope) ? rule.scope : "subject";
  const input = completeDocument(scope, example.document);
  const estate = laidOver(exampleEstate(rules, systemsOf(input)), example.estate ?? {});
  const problems = [
    ...problemsOf(input, documentSchemas[scope], "document", node),
    ...problemsOf(estate, Estate, "estate", node),
    ...undeclaredReasons(example, rule, file),
  ];
  return problems.length > 0 ? { problems } : { ...example, rule, file, input, estate };
}

function undeclaredReasons(example: Omit<PlacedExample, "node">, rule: Rule, file: string): Problem[] {
  return [...example.violations, ...example.unknowns]
    .filter(({ reason }) => !Object.hasOwn(rule.reasons, reason))
    .map(({ reason }) => ({
      code: "pack/example",
      message: `"${example.title}" has the reason ${reason}, which METADATA of ${rule.id} does not declare`,
      place: { file, line: example.line },
    }));
}

/** What is wrong with a completed part of an example, at the place in the excerpt that it comes from. */
function problemsOf(value: unknown, schema: z.ZodType, part: "document" | "estate", node: PositionedNode): Problem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const excerpt = nodeAt(node, [part]) ?? node;
  return problemsWith(result.error, excerpt, schema, [part]).map((problem) => ({ ...problem, code: "pack/example" }));
}

/** Every system that an example speaks of: where it is at home, and the part of any id before the first slash. */
function systemsOf(input: Record<string, unknown>): string[] {
  const home = typeof input.home === "string" ? [input.home] : [];
  const ids = JSON.stringify(input).matchAll(/"[a-z]+:([a-z0-9_.-]+)\/[^"]*"/g);
  return [...new Set([...home, ...[...ids].flatMap((match) => match[1] ?? [])])].sort();
}
