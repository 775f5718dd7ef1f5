import type * as z from "zod";
import type { PolicyModule } from "../compile/index.ts";
import { type Problem, throwProblems } from "../errors.ts";
import { documentSchemas, isScope, type Scope } from "../model/document.ts";
import { Estate } from "../model/estate.ts";
import type { Rule } from "../model/rule.ts";
import { nodeAt, type PositionedNode } from "../positions/node.ts";
import { problemsWith } from "../positions/validate.ts";
import { completeDocument } from "./example-document.ts";
import { exampleEstate, laidOver } from "./example-estate.ts";
import { type Example, type PlacedExample, readExamples } from "./example-file.ts";
import { type Json, part } from "./example-parts.ts";
import { type ExampleVariant, isOneStepAway, variantsOf, withParam } from "./example-variant.ts";

/** An example, ready to be evaluated. */
export interface PreparedExample extends Omit<Example, "estate"> {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
  readonly input: Record<string, unknown>;
  readonly estate: Record<string, unknown>;
  /** The example with one thing different each, of which the rule has to find something else. */
  readonly variants: readonly PreparedVariant[];
}

export interface PreparedVariant {
  readonly what: string;
  readonly input: Record<string, unknown>;
  readonly estate: Record<string, unknown>;
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

function prepare(
  example: Omit<PlacedExample, "node">,
  node: PositionedNode,
  rule: Rule,
  file: string,
  rules: readonly Rule[],
): PreparedExample | { readonly problems: readonly Problem[] } {
  const scope = isScope(rule.scope) ? rule.scope : "subject";
  const one = prepareOne(example.document, example.estate ?? {}, scope, rules);
  const asked = variantsOf(example, rule);
  const wrong = asked.filter((variant) => typeof variant === "string");
  const variants = asked
    .filter((variant) => typeof variant !== "string")
    .map((variant) => {
      const { input, estate } = prepareOne(variant.document, variant.estate, scope, rules);
      return { what: variant.what, input, estate: variant.param ? withParam(estate, rule, variant.param) : estate };
    });
  const problems = [
    ...problemsOf(one.input, documentSchemas[scope], "document", node),
    ...problemsOf(one.estate, Estate, "estate", node),
    ...variants.flatMap(({ input }) => problemsOf(input, documentSchemas[scope], "clears", node)),
    ...variants.flatMap(({ estate }) => problemsOf(estate, Estate, "clears", node)),
    ...[...wrong, ...farEdges(asked, one.estate, rule)].map((text) => problemOf(example, file, text)),
    ...undeclared(example, rule).map((text) => problemOf(example, file, text)),
  ];
  return problems.length > 0 ? { problems } : { ...example, ...one, rule, file, variants };
}

function prepareOne(document: Json, estate: Json, scope: Scope, rules: readonly Rule[]) {
  const input = completeDocument(scope, document);
  return { input, estate: laidOver(exampleEstate(rules, systemsOf(input)), estate) };
}

/** Edges whose other value is more than a step away, where something between the two could decide. */
function farEdges(variants: readonly (ExampleVariant | string)[], estate: Json, rule: Rule): string[] {
  return variants.flatMap((variant) => {
    if (typeof variant === "string" || !variant.param) return [];
    const { name, value } = variant.param;
    const held = part(part(estate.params)[rule.id])[name];
    const param = rule.params[name];
    return param && isOneStepAway(param, held, value)
      ? []
      : [`has ${variant.what}, which is not one step from what it is`];
  });
}

function undeclared(example: Omit<PlacedExample, "node">, rule: Rule): string[] {
  const findings = [...example.violations, ...example.unknowns];
  return [
    ...findings
      .filter(({ reason }) => !Object.hasOwn(rule.reasons, reason))
      .map(({ reason }) => `has the reason ${reason}, which METADATA of ${rule.id} does not declare`),
    ...findings
      .flatMap(({ severity, overdue, why }) => (why === undefined ? (overdue?.from ?? severity ?? []) : []))
      .filter((severity) => severity !== rule.severity && rule.severities[severity] === undefined)
      .map((severity) => `is ${severity}, and METADATA of ${rule.id} does not say when`),
  ];
}

function problemOf(example: Omit<PlacedExample, "node">, file: string, text: string): Problem {
  return { code: "pack/example", message: `"${example.title}" ${text}`, place: { file, line: example.line } };
}

/** What is wrong with a completed part of an example, at the place in the excerpt that it comes from. */
function problemsOf(value: unknown, schema: z.ZodType, part: string, node: PositionedNode): Problem[] {
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
