import { objectKinds } from "../../access/reference.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { recordKinds } from "../../model/record-id.ts";
import type { Severity } from "../../model/severity.ts";
import { fieldNames, type State, severityNamed, severityNames, states, textFields } from "./fields.ts";
import { type FilterProblem, type Token, tokensOf } from "./tokens.ts";

export type Operator = ":" | "=" | ">=" | "<=" | ">" | "<";

/** One condition of a filter; a finding has to meet all of them. */
export type Term = { readonly isNegated: boolean } & (
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly field: string; readonly operator: Operator; readonly values: readonly string[] }
  | { readonly kind: "severity"; readonly operator: Operator; readonly values: readonly Severity[] }
  | { readonly kind: "state"; readonly values: readonly State[] }
);

export type ParsedFilter = { readonly terms: readonly Term[] } | { readonly problem: FilterProblem };

/** Ids are written with a colon too: `account:crm/…` is text to look for, and no field. */
const idKinds: ReadonlySet<string> = new Set<string>(
  [...objectKinds, ...recordKinds, "waiver"].filter((kind) => !fieldNames.includes(kind)),
);

/** Reads a filter: words, and fields such as `app:payroll`, `sev>=high`, `is:new`, each negated by a minus before it. */
export function parseFilter(text: string): ParsedFilter {
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return { problem: tokens as FilterProblem };
  const terms: Term[] = [];
  for (const token of tokens as readonly Token[]) {
    const term = termOf(token);
    if ("message" in term) return { problem: { at: token.at, length: token.length, message: term.message } };
    terms.push(term);
  }
  return { terms };
}

function termOf({ text: whole, bare }: Token): Term | { readonly message: string } {
  const isNegated = bare > 0 && whole.length > 1 && whole.startsWith("-");
  const text = isNegated ? whole.slice(1) : whole;
  const { field, operator } =
    /^(?<field>[a-z]+)(?<operator>>=|<=|[:=<>])/i.exec(text.slice(0, isNegated ? bare - 1 : bare))?.groups ?? {};
  if (field === undefined || operator === undefined) return { kind: "text", isNegated, text: text.toLowerCase() };
  const name = field.toLowerCase();
  const rest = text.slice(field.length + operator.length);
  if (operator === ":" && idKinds.has(name)) return { kind: "text", isNegated, text: text.toLowerCase() };
  if (!fieldNames.includes(name))
    return {
      message: `there is no such field. ${didYouMean(name, fieldNames) || `Fields: ${fieldNames.join(", ")}`}`.trim(),
    };
  if (rest === "") return { message: `what ${name} has to be is missing` };
  const values = rest.split(",").filter((value) => value !== "");
  return fieldTerm({ name, operator: operator as Operator, values, isNegated });
}

function fieldTerm({
  name,
  operator,
  values,
  isNegated,
}: {
  readonly name: string;
  readonly operator: Operator;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}): Term | { readonly message: string } {
  if (severityNames.some((one) => one === name)) {
    const wrong = values.find((value) => severityNamed(value) === undefined);
    if (wrong !== undefined) return { message: `${wrong} is no severity: info, low, medium, high or critical` };
    const known = values.flatMap((value) => severityNamed(value) ?? []);
    if (known.length !== 1 && operator !== ":" && operator !== "=")
      return { message: `${operator} takes one severity` };
    return { kind: "severity", isNegated, operator, values: known };
  }
  if (operator !== ":" && operator !== "=")
    return { message: `${name} is no severity, so ${operator} says nothing of it` };
  if (name === "is") {
    const wrong = values.find((value) => !states.some((state) => state === value.toLowerCase()));
    if (wrong !== undefined)
      return {
        message: `nothing is ${wrong}. ${didYouMean(wrong, states) || `There are: ${states.join(", ")}`}`.trim(),
      };
    return {
      kind: "state",
      isNegated,
      values: states.filter((state) => values.some((value) => value.toLowerCase() === state)),
    };
  }
  const { names } = textFields.find((one) => one.names.includes(name)) ?? { names: [name] };
  return {
    kind: "field",
    isNegated,
    field: names[0] ?? name,
    operator,
    values: values.map((value) => value.toLowerCase()),
  };
}
