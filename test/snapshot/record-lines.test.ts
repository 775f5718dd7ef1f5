// @module-tag long
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { splitAbove } from "../../src/snapshot/layout.ts";
import { LineCount } from "../../src/snapshot/line-count.ts";
import { openSnapshot } from "../../src/snapshot/open.ts";
import { RecordLines } from "../../src/snapshot/record-lines.ts";
import { account, at, freshFolder, invented, writePlain } from "./invented.ts";

let dir: string;
beforeEach(async () => {
  dir = await freshFolder();
});

const id = (name: string) => `account:forge/acme/${name}`;

/** The id that stands in the line which was found. */
async function idAt(found: { readonly path: string; readonly line: number } | undefined): Promise<string | undefined> {
  if (!found) return undefined;
  const lines = (await readFile(join(dir, found.path), "utf8")).split("\n");
  return JSON.parse(lines[found.line - 1] ?? "").id;
}

test.each([1, 2, 3, 50, splitAbove + 1])(
  "finds every line of %i records, and none of what is not there",
  async (count) => {
    // Names whose lines are of every length and whose order by number is not their order by code unit.
    const names = Array.from({ length: count }, (_, number) => `${number}${"é".repeat(number % 40)}`);
    await writePlain(dir, [invented(names.map((name) => account(name)))], at(1));
    const lines = new RecordLines(await openSnapshot(dir));
    for (const name of names.filter((_, number) => count < 100 || number % 500 === 0))
      expect(await idAt(lines.find(id(name)))).toBe(id(name));
    for (const name of ["", "!", "00", "~", "5".repeat(99)]) expect(lines.find(id(name)), name).toBeUndefined();
    for (const other of ["account:other/acme/1", "grant:forge/acme/1", "robot:forge/acme/1", "nhi:x", ""])
      expect(lines.find(other), other).toBeUndefined();
  },
);

test("of a file that somebody altered it never gives a wrong line", async () => {
  await writePlain(dir, [invented(["a", "b", "c", "d", "e"].map((name) => account(name)))], at(1));
  const file = join(dir, "forge/account.ndjson");
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const [first = "", ...rest] = lines;
  await writeFile(file, [...rest.toReversed(), "no JSON", first, "null", "{}", ""].join("\n\n"));
  const altered = new RecordLines(await openSnapshot(dir));
  for (const name of ["a", "b", "c", "d", "e"]) {
    const found = altered.find(id(name));
    if (found) expect(await idAt(found)).toBe(id(name));
  }
});

test("counts the lines before any byte, however long they are", () => {
  const line = fc.oneof(fc.string({ maxLength: 9 }), fc.constant("x".repeat(70_000)));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 9 }), fc.nat(), (lines, somewhere) => {
      const bytes = Buffer.from(lines.join("\n"));
      const offset = bytes.length === 0 ? 0 : somewhere % bytes.length;
      const expected = bytes.subarray(0, offset).toString("latin1").split("\n").length;
      expect(new LineCount(bytes).at(offset)).toBe(expected);
    }),
  );
});
