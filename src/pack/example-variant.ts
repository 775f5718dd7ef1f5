import type { ParamValue } from "../model/estate.ts";
import type { Param, Rule } from "../model/rule.ts";
import { changed } from "./example-change.ts";
import { defaultSeconds, earlier, laidOver, paramValue } from "./example-estate.ts";
import type { Example } from "./example-file.ts";
import { isJson, type Json } from "./example-parts.ts";

/** An example with one thing different, of which the rule has to find something else than in the example itself. */
export interface ExampleVariant {
  /** What is different, in words. */
  readonly what: string;
  readonly document: Json;
  /** What the estate says where it matters. */
  readonly estate: Json;
  /** A parameter's other value here. */
  readonly param?: { readonly name: string; readonly value: ParamValue };
}

/** The variants of an example, or what is wrong with how one is asked for. */
export function variantsOf(example: Example, rule: Rule): (ExampleVariant | string)[] {
  const edges = Object.entries(example.edge ?? {}).map(([name, value]) => edgeOf(example, rule, name, value));
  return [...edges, ...(example.clears ? [clearedOf(example, rule, example.clears)] : [])];
}

/** The estate of a variant where a parameter has another value: that, and the instants that come of it. */
export function withParam(estate: Json, rule: Rule, { name, value }: NonNullable<ExampleVariant["param"]>): Json {
  const changedParams = laidOver(estate, { params: { [rule.id]: { [name]: value } } });
  if (rule.params[name]?.type !== "duration" || !isJson(estate.cutoffs)) return changedParams;
  const cutoff = { [rule.id]: { [name]: earlier(defaultSeconds(value)) } };
  return laidOver(changedParams, {
    cutoffs: Object.fromEntries(Object.keys(estate.cutoffs).map((id) => [id, cutoff])),
  });
}

/** Whether a parameter's other value is as near to the one that it has in the example as its type and its use allow. */
export function isOneStepAway(param: Param, held: unknown, other: ParamValue): boolean {
  if (param.type !== "duration" && param.type !== "number") return JSON.stringify(held) !== JSON.stringify(other);
  // Whole days where what is compared are days, such as the last use that some systems tell.
  const broken = param.whole ? [] : [0.01, 0.001];
  const steps = param.type === "duration" ? [1, 86_400] : [1, ...broken];
  const others = numbersIn(other);
  return [...numbersIn(held)].some(([key, one]) => {
    const away = Math.abs(one - (others.get(key) ?? Number.NaN));
    return steps.some((step) => Math.abs(away - step) < 1e-9);
  });
}

function edgeOf(example: Example, rule: Rule, name: string, value: Param["default"]): ExampleVariant | string {
  const param = rule.params[name];
  if (!param) return `stands at the edge of ${name}, which is no parameter of ${rule.id}`;
  const other = { name, value: paramValue(param, value) };
  const what = `the parameter ${name} at ${JSON.stringify(value)}`;
  return { what, document: example.document, estate: example.estate ?? {}, param: other };
}

function clearedOf(
  example: Example,
  rule: Rule,
  { claim, otherwise }: NonNullable<Example["clears"]>,
): ExampleVariant | string {
  const meant = rule.false_positives.filter((sentence) => sentence.startsWith(claim));
  if (meant.length !== 1) {
    return `clears ${JSON.stringify(claim)}: ${meant.length === 0 ? "none" : "more than one"} of ${rule.id}'s false positives begins so`;
  }
  let excerpt: Json = { document: example.document, estate: example.estate ?? {} };
  for (const change of otherwise) {
    const next = changed(excerpt, change);
    if (!next) return `changes ${change.at}, and there is nothing`;
    excerpt = next;
  }
  const { document, estate } = excerpt;
  const what = otherwise.map(({ at }) => `another ${at}`).join(" and ");
  if (!isJson(document) || !isJson(estate)) return "leaves no document or no estate";
  return { what, document, estate };
}

/** Numbers by their keys; a number alone has the key of a map's ordinary entry. */
function numbersIn(value: unknown): ReadonlyMap<string, number> {
  const entries: [string, unknown][] = isJson(value) ? Object.entries(value) : [["default", value]];
  return new Map(entries.flatMap(([key, one]): [string, number][] => (typeof one === "number" ? [[key, one]] : [])));
}
