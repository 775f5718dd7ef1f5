import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsTo } from "../../src/commands/triage/holds-to.ts";
import { Finding } from "../../src/model/report.ts";
import { finding } from "../report/small-report.ts";

const whole: Finding = finding(1, {
  name: "Zoë",
  steps: [{ from: "high", to: "critical", by: "rule", why: "It is privileged." }],
  causes: [{ rule: "orphan-account", reason: "app", msg: "It matches nobody.", severity: "critical" }],
  waiver: { id: "w-1", reason: "moving", owner: "group:idp/dba", until: "2026-12-31" },
  baseline: { owner: "group:idp/dba", until: "2026-12-31", state: "open" },
  before: { severity: "low", reason: "app" },
  observedDrift: true,
});

type Place = readonly (string | number)[];

/** Every place in a value, its parts before itself. */
function placesIn(value: unknown, at: Place = []): Place[] {
  const parts = value !== null && typeof value === "object" ? Object.entries(value) : [];
  const deeper = parts.flatMap(([key, part]) => placesIn(part, [...at, Array.isArray(value) ? Number(key) : key]));
  return at.length > 0 ? [...deeper, at] : deeper;
}

/** A copy with what stands at a place replaced, or taken out. */
function changed(place: Place, by: { readonly value: unknown } | undefined, key?: string): unknown {
  const copy = structuredClone(whole);
  // biome-ignore lint/suspicious/noExplicitAny: it is walked through by its own keys, wherever they lead
  const holder = place.slice(0, -1).reduce((now: any, step) => now[step], copy);
  const last = key ?? place.at(-1) ?? "";
  if (by) holder[last] = by.value;
  else delete holder[last];
  return copy;
}

const holds = holdsTo(Finding);
const places = placesIn(whole);
const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom("critical", "open", "2026-12-31", "2026-13-31", "a".repeat(64), true, 1, 1.5, null, [], {}, ""),
);

test("says of every finding with something changed in it what zod says", () => {
  expect([holds(whole), holds(finding(2))]).toEqual([true, true]);
  let held = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.option(
        values.map((value) => ({ value })),
        { nil: undefined },
      ),
      fc.option(fc.constantFrom("other", "name", "__proto__", "constructor"), { nil: undefined }),
      (place, by, key) => {
        const now: unknown = JSON.parse(JSON.stringify(changed(place, by, key)));
        expect(holds(now)).toBe(Finding.safeParse(now).success);
        held += Number(holds(now));
      },
    ),
    { numRuns: 3000, seed: 1 },
  );
  expect(held).toBeGreaterThan(50);
  expect(held).toBeLessThan(2500);
});

test.each(places.map((place) => [place.join("."), place] as const))("says what zod says without %s", (_, place) => {
  const now: unknown = JSON.parse(JSON.stringify(changed(place, undefined)));
  expect(holds(now)).toBe(Finding.safeParse(now).success);
});

test.each([undefined, null, 1, "text", [], [whole], {}])("is no finding: %j", (value) => {
  expect([holds(value), Finding.safeParse(value).success]).toEqual([false, false]);
});
