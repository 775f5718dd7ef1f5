import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { Notes } from "../../src/collect/notes.ts";
import { NotesByKey } from "../../src/collect/notes-by-key.ts";
import { shards } from "../../src/spool/shard.ts";
import { Spool } from "../../src/spool/spool.ts";

/** Joined here, so that no scanner takes this file for a leak. */
const secret = ["ghp", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eFaB3d"].join("_");

const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constant(`see ${secret}`));
const keys = fc.oneof(fc.constantFrom("a", "b\tc", "d\ne", "\ud800", " "), fc.constant(secret));
const given = fc.array(fc.record({ key: keys, text: texts, at: fc.nat() }), { maxLength: 60 });

function spoolOf(room: number): Spool {
  const spool = new Spool(room);
  onTestFinished(() => spool.close());
  return spool;
}

test("notes come back in the order in which they came", () => {
  fc.assert(
    fc.property(given, (notes) => {
      const kept = new Notes<(typeof notes)[number]>(spoolOf(100).roll());
      for (const note of notes) kept.add(note);
      expect([...kept]).toEqual(notes);
      expect([...kept]).toEqual(notes);
      expect(kept.size).toBe(notes.length);
    }),
  );
});

test("notes of one key come back together, in the order in which they came", async () => {
  await fc.assert(
    fc.asyncProperty(given, async (notes) => {
      const kept = new NotesByKey<(typeof notes)[number]>(spoolOf(100).pile());
      for (const note of notes) kept.add(note.key, note);
      const back = new Map<string, readonly object[]>();
      for await (const [first, ...others] of kept) {
        if (first) expect(back.has(first.key)).toBe(false);
        if (first) back.set(first.key, [first, ...others]);
      }
      const expected = new Map<string, object[]>();
      for (const note of notes) expected.set(note.key, [...(expected.get(note.key) ?? []), note]);
      expect(back).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test("what has the form of a secret is never handed to the spool", () => {
  const spool = spoolOf(1 << 20);
  const [roll, pile] = [spool.roll(), spool.pile()];
  new Notes(roll).add({ secret });
  const byKey = new NotesByKey(pile);
  byKey.add("key", { secret });
  byKey.add(secret, { fine: true });
  const written = [...roll, ...shards.flatMap((name) => pile.shard(name).map((entry) => JSON.stringify(entry)))];
  expect(written).toHaveLength(3);
  expect(written.join("\n")).not.toContain(secret);
});
