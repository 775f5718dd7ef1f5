import type { LoadedEstate } from "../../load/index.ts";

/** What entitlements bring with them, and what they lie in. */
export interface Containment {
  /** Everything that an entitlement brings, by way of others too, with those on the way; not itself. */
  inside(entitlement: number): ReadonlyMap<number, readonly string[]>;
  /** What an entitlement lies in, nearest first. */
  above(entitlement: number): readonly number[];
}

/** Follows `contains` and `parentId`; one that leads round in a circle, or nowhere, ends there. */
export function containmentOf({ entitlements }: Pick<LoadedEstate, "entitlements">): Containment {
  const numbers = new Map(entitlements.map(({ id }, number) => [id, number]));
  const none: ReadonlyMap<number, readonly string[]> = new Map();
  const known = new Map<number, ReadonlyMap<number, readonly string[]>>();

  function inside(entitlement: number): ReadonlyMap<number, readonly string[]> {
    if (!entitlements[entitlement]?.keys.contains?.length) return none;
    const cached = known.get(entitlement);
    if (cached) return cached;
    const found = new Map<number, readonly string[]>();
    const open: { number: number; way: readonly string[] }[] = [{ number: entitlement, way: [] }];
    // Ring by ring, so that each is told by a shortest way.
    for (let next = open.shift(); next; next = open.shift()) {
      const row = entitlements[next.number];
      for (const id of row?.keys.contains ?? []) {
        const inner = numbers.get(id);
        if (inner === undefined || inner === entitlement || found.has(inner)) continue;
        const way = [row?.id ?? "", ...next.way];
        found.set(inner, way);
        open.push({ number: inner, way });
      }
    }
    known.set(entitlement, found);
    return found;
  }

  return {
    inside,
    above(entitlement) {
      const found: number[] = [];
      let parent = entitlements[entitlement]?.keys.parent;
      while (parent !== undefined) {
        const number = numbers.get(parent);
        if (number === undefined || number === entitlement || found.includes(number)) break;
        found.push(number);
        parent = entitlements[number]?.keys.parent;
      }
      return found;
    },
  };
}
