import type { PositionedNode } from "./node.ts";

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** The node as plain data, without places. A key named `__proto__` becomes an ordinary own property. */
export function toPlain(node: PositionedNode): Plain {
  if (node.type === "scalar") return node.value;
  if (node.type === "list") return node.items.map(toPlain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, toPlain(entry.node)]));
}
