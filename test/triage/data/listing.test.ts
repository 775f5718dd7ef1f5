import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSeverity } from "../../../src/model/severity.ts";
import { Data } from "../../../src/triage/data/data.ts";
import { groupings, listingOf } from "../../../src/triage/data/listing.ts";
import { sortings } from "../../../src/triage/data/order.ts";
import { windowTop } from "../../../src/triage/data/window.ts";
import { screenLines } from "../../../src/triage/views/screen-lines.ts";
import { begun, madeFindings, madeGround, madeReport, pressed } from "../made-up.ts";

const data = new Data(madeReport(madeFindings(40)), madeGround.ownerOf);
const usual = {
  grouping: "none",
  sorting: "severity",
  isReversed: false,
  folded: new Set<string>(),
  passes: () => true,
} as const;

describe("a list", () => {
  test.each(sortings)("sorted by %s holds every finding once", (sorting) => {
    expect([...listingOf(data, { ...usual, sorting }).lines].toSorted((a, b) => a - b)).toEqual([
      ...data.findings.keys(),
    ]);
  });

  test("has the gravest first, and the other way round the mildest", () => {
    const levels = (isReversed: boolean) =>
      [...listingOf(data, { ...usual, isReversed }).lines].map((index) => data.at(index).severity);
    const graver = levels(false);
    expect(graver).toEqual(graver.toSorted((a, b) => compareSeverity(b, a)));
    expect(levels(true)).toEqual(graver.toReversed());
  });

  test.each(groupings)("grouped by %s lists what passes, under headings that count", (grouping) => {
    const { lines, groups, shown } = listingOf(data, { ...usual, grouping, passes: (index) => index % 2 === 0 });
    expect(shown).toBe(20);
    expect(new Set([...lines].filter((line) => line >= 0)).size).toBe(20);
    expect(groups.map(({ count }) => count).reduce((sum, count) => sum + count, 0)).toBe(
      [...lines].filter((line) => line >= 0).length * (grouping === "none" ? 0 : 1),
    );
  });

  test("has a finding under each of its controls", () => {
    const { groups } = listingOf(data, { ...usual, grouping: "control" });
    expect(Object.fromEntries(groups.map(({ name, count }) => [name, count]))).toEqual({
      "AC-2": 27,
      "PR.AA-05": 14,
      "no control": 13,
    });
  });

  test("folds a group to its heading", () => {
    const { lines } = listingOf(data, { ...usual, grouping: "application", folded: new Set(["crm"]) });
    expect([...lines].filter((line) => line >= 0).every((index) => index % 2 === 1)).toBe(true);
    expect([...lines].filter((line) => line < 0)).toHaveLength(2);
  });
});

test("the window holds the cursor, and no more lines than there are", () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.nat(300),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(500),
      (count, cursor, height, top) => {
        fc.pre(cursor < count);
        const found = windowTop(top, { cursor, height, count });
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(Math.max(0, count - height));
        expect(cursor).toBeGreaterThanOrEqual(found);
        expect(cursor).toBeLessThan(found + height);
        expect(windowTop(found, { cursor, height, count })).toBe(found);
      },
    ),
  );
});

test("a hundred thousand findings are moved through as quickly as a hundred", () => {
  const at = (count: number) => pressed(begun(madeFindings(count), { columns: 200, rows: 60 }), "enter", "G");
  const states = [at(100), at(100_000)];
  const fastest = states.map(() => Number.POSITIVE_INFINITY);
  // In turns, and the fastest of each: whatever else the machine does slows both down.
  for (let times = 0; times < 60; times++)
    for (const [which, state] of states.entries()) {
      const started = performance.now();
      const next = pressed(state, "k");
      expect(screenLines(next)).toHaveLength(59);
      fastest[which] = Math.min(fastest[which] ?? 0, performance.now() - started);
      states[which] = next;
    }
  const [few = 0, many = 0] = fastest;
  expect(many / few).toBeLessThan(3);
});
