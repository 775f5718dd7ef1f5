import { isDue } from "../../model/gate.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { Data } from "../data/data.ts";
import { type State, textFields } from "./fields.ts";
import type { Operator, Term } from "./parse.ts";

/** What was done to findings since the report was opened. */
export interface Touched {
  readonly marks: ReadonlySet<number>;
  readonly decided: ReadonlySet<string>;
}

export type Passes = (index: number) => boolean;

/** What passes: all conditions hold. */
export function compileFilter(terms: readonly Term[], data: Data, touched: Touched): Passes {
  const conditions = terms.map((term) => {
    const holds = conditionOf(term, data, touched);
    return term.isNegated ? (index: number) => !holds(index) : holds;
  });
  return (index) => conditions.every((holds) => holds(index));
}

function conditionOf(term: Term, data: Data, touched: Touched): Passes {
  switch (term.kind) {
    case "text":
      return (index) => data.haystack(index).includes(term.text);
    case "severity":
      return (index) => term.values.some((value) => compares(data.at(index).severity, term.operator, value));
    case "state":
      return (index) => term.values.some((state) => isIn(state, index, data, touched));
    case "field":
      return fieldCondition(term, data);
  }
}

function fieldCondition({ field, operator, values }: Term & { readonly kind: "field" }, data: Data): Passes {
  const { textsOf } = textFields.find(({ names }) => names.includes(field)) ?? { textsOf: () => [] };
  const tests = values.map((value) => testOf(value, operator));
  const orNobody = values.includes("none");
  return (index) => {
    const texts = textsOf(data, index);
    if (texts.length === 0) return orNobody;
    return texts.some((text) => tests.some((test) => test(text.toLowerCase())));
  };
}

/** A colon looks for a part, an equals sign asks for the whole; a star stands for anything in both. */
function testOf(value: string, operator: Operator): (text: string) => boolean {
  if (!value.includes("*")) return operator === "=" ? (text) => text === value : (text) => text.includes(value);
  const body = value
    .split("*")
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*?");
  const pattern = new RegExp(operator === "=" ? `^${body}$` : body, "s");
  return (text) => pattern.test(text);
}

function compares(severity: Severity, operator: Operator, with_: Severity): boolean {
  const difference = compareSeverity(severity, with_);
  switch (operator) {
    case ">=":
      return difference >= 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case "<":
      return difference < 0;
    default:
      return difference === 0;
  }
}

function isIn(state: State, index: number, data: Data, { marks, decided }: Touched): boolean {
  const finding = data.at(index);
  switch (state) {
    case "due":
      return isDue(finding);
    case "introduced":
    case "changed":
      return finding.change === state;
    case "noted":
      return finding.note !== undefined;
    case "marked":
      return marks.has(index);
    case "decided":
      return decided.has(finding.fingerprint);
    case "put-off":
      return data.standing(index) === "put off";
    default:
      return data.standing(index) === state;
  }
}
