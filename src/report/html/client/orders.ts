import type { Entry } from "./choice.ts";

/** By what findings can be sorted; each leaves the gravest first among those that are alike. */
export const orders = {
  gravest: "gravest first",
  rule: "rule",
  app: "application",
  object: "object",
  subject: "subject",
} as const;
export type Order = keyof typeof orders;

export function isOrder(text: string): text is Order {
  return text in orders;
}

export function sorted(entries: readonly Entry[], order: Order): readonly Entry[] {
  if (order === "gravest") return entries;
  return entries.toSorted((a, b) => {
    const [left, right] = [a.finding[order], b.finding[order]];
    return left < right ? -1 : left > right ? 1 : a.at - b.at;
  });
}
