import fc from "fast-check";
import { expect, test } from "vitest";
import { TextTable } from "../../src/spool/text-table.ts";

test("a table of texts holds what a map would", () => {
  const entries = fc.array(fc.tuple(fc.string({ maxLength: 6 }), fc.string({ unit: "grapheme", maxLength: 40 })));
  fc.assert(
    fc.property(entries, (given) => {
      const table = new TextTable();
      for (const [key, value] of given) table.set(key, value);
      const map = new Map(given);
      for (const key of [...map.keys(), "something else"]) expect(table.get(key)).toBe(map.get(key));
    }),
  );
});

test("a table of texts grows", () => {
  const table = new TextTable();
  for (let at = 0; at < 20_000; at++) table.set(`uid=person-${at},ou=people,dc=example,dc=com`, `i${at}`);
  for (const at of [0, 1, 9_999, 19_999])
    expect(table.get(`uid=person-${at},ou=people,dc=example,dc=com`)).toBe(`i${at}`);
  expect(table.get("uid=person-20000,ou=people,dc=example,dc=com")).toBeUndefined();
});
