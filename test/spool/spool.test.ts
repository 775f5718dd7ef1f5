import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { byCodeUnit } from "../../src/canonical.ts";
import { IdTable } from "../../src/spool/id-table.ts";
import { shardOf, shards } from "../../src/spool/shard.ts";
import { Spool } from "../../src/spool/spool.ts";
import { runsOf } from "../everything.ts";

function spoolOf(room: number): Spool {
  const spool = new Spool(room);
  onTestFinished(() => spool.close());
  return spool;
}

/** Has temporary files made in this folder until the test has ended. */
function setTemporaryFolder(folder: string): void {
  const kept = process.env.TMPDIR;
  onTestFinished(() => {
    if (kept === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = kept;
  });
  process.env.TMPDIR = folder;
}

/** Ids as records have them, and texts with whatever JSON may hold. */
const lines = fc.array(
  fc.record({
    id: fc.string({ unit: fc.constantFrom("a", "B", "/", ":", "é", "漢", "🦊", "0"), minLength: 1, maxLength: 12 }),
    text: fc.string({ unit: "binary", maxLength: 300 }).map((text) => JSON.stringify(text)),
    pile: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 400 },
);

describe("a spool", () => {
  test("gives back what it was given, in order, however little fits into memory", () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(1, 100, 2_000, 1 << 20), (given, room) => {
        const spool = new Spool(room);
        const piles = [spool.pile(), spool.pile(), spool.pile()];
        for (const [at, { id, text, pile }] of given.entries()) piles[pile]?.add(id, text, String(at));
        for (const [number, pile] of piles.entries()) {
          const own = given.flatMap((line, at) => (line.pile === number ? [{ ...line, mark: String(at) }] : []));
          const expected = own
            .map(({ id, text, mark }) => ({ id, mark, text }))
            .toSorted((a, b) => byCodeUnit(a.id, b.id));
          expect(pile.all()).toEqual(expected);
          expect(pile.size).toBe(new Set(own.map(({ id }) => id)).size);
          expect(pile.hasTwins).toBe(own.length > pile.size);
          for (const name of shards.slice(0, 16))
            expect(pile.shard(name)).toEqual(expected.filter(({ id }) => shardOf(id) === name));
        }
        spool.close();
      }),
      runsOf(60),
    );
  });

  test("takes lines after it was read, and reads them too", () => {
    const pile = spoolOf(64).pile();
    for (let at = 0; at < 50; at++) pile.add(`first-${at}`, "{}");
    expect(pile.all()).toHaveLength(50);
    for (let at = 0; at < 50; at++) pile.add(`second-${at}`, "{}");
    expect(pile.all()).toHaveLength(100);
  });

  test("gives back rolls in the order in which their texts came, also while others are written", () => {
    const texts = fc.array(fc.tuple(fc.nat(2), fc.string({ unit: "grapheme", maxLength: 9_000 })), { maxLength: 120 });
    fc.assert(
      fc.property(texts, fc.constantFrom(1, 2_000, 1 << 20), (given, room) => {
        const spool = new Spool(room);
        const pile = spool.pile();
        const rolls = [spool.roll(), spool.roll(), spool.roll()];
        const lines = given.map(([roll, text]) => [roll, JSON.stringify(text)] as const);
        for (const [roll, text] of lines) rolls[roll]?.add(text);
        for (const [number, roll] of rolls.entries()) {
          const back: string[] = [];
          for (const text of roll) {
            back.push(text);
            pile.add(`line-${back.length}`, text);
          }
          expect(back).toEqual(lines.flatMap(([own, text]) => (own === number ? [text] : [])));
        }
        spool.close();
      }),
      runsOf(40),
    );
  });

  test("leaves no file behind, even while it is open", () => {
    // A folder of its own, because other programs make and remove their temporary files in the common one meanwhile.
    const own = mkdtempSync(join(tmpdir(), "spool-test-"));
    onTestFinished(() => rmSync(own, { recursive: true }));
    setTemporaryFolder(own);
    const pile = spoolOf(10).pile();
    for (let at = 0; at < 100; at++) pile.add(`id-${at}`, JSON.stringify("x".repeat(100)));
    expect(readdirSync(own)).toEqual([]);
    expect(pile.all()).toHaveLength(100);
  });

  test("says so where there is no room for temporary files", () => {
    setTemporaryFolder("/nowhere/at/all");
    const pile = spoolOf(10).pile();
    expect(() => {
      for (let at = 0; at < 10; at++) pile.add(`id-${at}`, JSON.stringify("x".repeat(100)));
    }).toThrow(/folder for temporary files .*ENOENT.*TMPDIR/su);
  });
});

test("a table of ids knows exactly those that were added", () => {
  const table = new IdTable();
  const ids = Array.from({ length: 5_000 }, (_, at) => `account:forge/acme/user-${at}`);
  expect(ids.map((id) => table.add(id)).every(Boolean)).toBe(true);
  expect(ids.some((id) => table.add(id))).toBe(false);
  expect(ids.every((id) => table.has(id))).toBe(true);
  expect(ids.some((id) => table.has(`${id}x`))).toBe(false);
  expect(table.size).toBe(5_000);
});

test("a shard is the first two hex digits of the SHA-256 of the id", () => {
  expect([shardOf("abc"), shardOf("")]).toEqual(["ba", "e3"]);
  expect(shards).toHaveLength(256);
});
