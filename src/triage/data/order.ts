import { severities } from "../../model/severity.ts";
import type { Data } from "./data.ts";

/** What a list can be sorted by, in the order in which a key goes through it. */
export const sortings = ["severity", "rule", "subject", "application", "owner", "standing"] as const;
export type Sorting = (typeof sortings)[number];

const orders = new WeakMap<Data, Map<Sorting, Int32Array>>();

/** Every finding in an order: as numbers, worked out once. Whatever it is, what is alike in it stands by severity, then by rule. */
export function orderOf(data: Data, sorting: Sorting): Int32Array {
  const known = orders.get(data) ?? new Map<Sorting, Int32Array>();
  orders.set(data, known);
  const found = known.get(sorting);
  if (found) return found;
  const order = sorting === "severity" ? bySeverity(data) : sorted(orderOf(data, "severity"), ranks(data, sorting));
  known.set(sorting, order);
  return order;
}

/** Texts are compared themselves: a report is nearly in this order, and then that takes a tenth of what ranks of all objects take. */
function bySeverity(data: Data): Int32Array {
  const graveness = Int8Array.from(data.findings, ({ severity }) => -severities.indexOf(severity));
  const ruleOf = (index: number) => data.at(index).rule;
  const objectOf = (index: number) => data.at(index).object;
  const order = [...data.findings.keys()].sort(
    (a, b) =>
      at(graveness, a) - at(graveness, b) || compared(ruleOf(a), ruleOf(b)) || compared(objectOf(a), objectOf(b)),
  );
  return Int32Array.from(order);
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The same numbers by ranks; those of one rank stay as they were. */
function sorted(order: Int32Array, ranks: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  for (const [place, index] of order.entries()) places[index] = place;
  return order.slice().sort((a, b) => at(ranks, a) - at(ranks, b) || at(places, a) - at(places, b));
}

function ranks(data: Data, sorting: Exclude<Sorting, "severity">): Int32Array {
  switch (sorting) {
    case "rule":
      return ranksOf(data, (index) => data.at(index).rule);
    case "subject":
      return ranksOf(data, (index) => data.who(index).toLowerCase());
    case "application":
      return ranksOf(data, (index) => data.at(index).app);
    case "owner":
      // What nobody answers for comes last.
      return ranksOf(data, (index) => data.owner(index) || "\uffff");
    case "standing":
      return ranksOf(data, (index) => data.standing(index));
  }
}

/** Texts as numbers of the same order, because numbers are compared in a tenth of the time. */
function ranksOf(data: Data, textOf: (index: number) => string): Int32Array {
  const texts = data.findings.map((_, index) => textOf(index));
  const rank = new Map([...new Set(texts)].sort().map((text, place) => [text, place]));
  return Int32Array.from(texts, (text) => rank.get(text) ?? 0);
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0;
}
