import { expect, test } from "vitest";
import type { AnyKindReads } from "../../src/collect/reads.ts";
import type { Seen } from "./seen.ts";
import { collectorNamed, type Stage } from "./stage.ts";

/** Tests that a collector fills exactly the fields that it says it fills, with the values it says, in what was read here. */
export function holdReads(stage: Stage, seen: () => Seen): void {
  const { reads, kinds } = collectorNamed(stage.collector);
  if (typeof reads === "string") return;
  const stated: [string, AnyKindReads][] = Object.entries(reads);

  test("its kinds are those that it states fields of", () => {
    expect(stated.map(([kind]) => kind).toSorted()).toEqual([...kinds].toSorted());
    expect(Object.keys(seen()).toSorted()).toEqual([...kinds].toSorted());
  });

  test.each(stated)(
    "%s: the fields it fills, and their values, are those it states",
    (kind, { fields, some = {}, values = {} }) => {
      const { read = [], filled = new Set(), values: met = new Map() } = seen()[kind] ?? {};
      const all = [...fields, ...Object.values(some).flatMap((part) => part.fields)];
      for (const list of read) {
        expect(list, "what is read always").toEqual(expect.arrayContaining([...fields]));
        expect(all, "what may be read").toEqual(expect.arrayContaining([...list]));
      }
      expect([...filled].filter((name) => name !== "unknown").toSorted()).toEqual(
        [...new Set([...all, "id"])].toSorted(),
      );
      for (const [field, known = {}] of Object.entries(values))
        expect([...(met.get(field) ?? [])].toSorted(), field).toEqual(Object.keys(known).toSorted());
    },
  );
}
