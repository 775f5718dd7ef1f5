import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choose } from "../../../src/judge/trend/choose.ts";
import { workOut } from "../../../src/judge/trend/index.ts";
import { detectTime, mendTime, timesOf } from "../../../src/judge/trend/measure.ts";
import { mondayOf, weekName } from "../../../src/judge/trend/weeks.ts";
import { runsOf } from "../../everything.ts";
import { at, seen, state } from "./small-state.ts";

const day = 86_400;

describe("the time until something is noticed", () => {
  const measured = (since: Parameters<typeof detectTime>[0]["since"], mendedBefore?: string) =>
    detectTime({ arrival: "new", firstSeen: at(5), since }, mendedBefore);

  test("is known, or known to be a limit", () => {
    expect(measured({ at: at(2), kind: "at" })).toEqual({ kind: "known", seconds: 3 * day });
    expect(measured({ at: at(2), kind: "after" })).toEqual({ kind: "at-most", seconds: 3 * day });
    expect(measured({ at: at(2), kind: "before" })).toEqual({ kind: "at-least", seconds: 3 * day });
    expect(measured({ at: at(5), kind: "at" })).toEqual({ kind: "known", seconds: 0 });
  });

  test("cannot be said of what was there from the start, has no date, began later, or had been mended since", () => {
    const since = { at: at(2), kind: "at" } as const;
    expect(detectTime({ arrival: "start", firstSeen: at(5), since }, undefined)).toEqual({ kind: "cannot-say" });
    expect(measured(undefined)).toEqual({ kind: "cannot-say" });
    expect(measured({ at: at(6), kind: "at" })).toEqual({ kind: "cannot-say" });
    expect(measured(since, at(3))).toEqual({ kind: "cannot-say" });
    expect(measured(since, at(1))).toEqual({ kind: "known", seconds: 3 * day });
  });
});

test("the time until it is mended is a limit where it was there before, and not told where nobody could see", () => {
  const ended = { arrival: "new", firstSeen: at(2), mendedAt: at(4), unseenBefore: false } as const;
  expect(mendTime(ended)).toEqual({ kind: "known", seconds: 2 * day });
  expect(mendTime({ ...ended, arrival: "came-to-light" })).toEqual({ kind: "known", seconds: 2 * day });
  expect(mendTime({ ...ended, arrival: "start" })).toEqual({ kind: "at-least", seconds: 2 * day });
  expect(mendTime({ ...ended, unseenBefore: true })).toEqual({ kind: "cannot-say" });
});

test("mean and median are those of what is known", () => {
  const known = (seconds: number) => ({ kind: "known", seconds }) as const;
  const limits = [{ kind: "at-least", seconds: 999 }, { kind: "at-most", seconds: 1 }, { kind: "cannot-say" }] as const;
  const apart = { atLeast: 1, atMost: 1, cannotSay: 1 };
  expect(timesOf([...limits])).toEqual({ count: 0, ...apart });
  expect(timesOf([known(10), known(2), known(3), ...limits])).toEqual({
    count: 3,
    meanSeconds: 5,
    medianSeconds: 3,
    ...apart,
  });
  expect(timesOf([known(10), known(2), known(4), known(0)])).toMatchObject({ meanSeconds: 4, medianSeconds: 3 });
});

test("weeks are those of ISO 8601", () => {
  const weekOf = (date: string) => weekName(mondayOf(date));
  expect(
    ["2026-11-22", "2026-11-23", "2026-12-31", "2027-01-03", "2027-01-04", "2024-12-30", "2021-01-03"].map(weekOf),
  ).toEqual(["2026-W47", "2026-W48", "2026-W53", "2026-W53", "2027-W01", "2025-W01", "2020-W53"]);
});

test("of a span the last snapshot of each period is chosen, and the rest counted", () => {
  const all = [1, 2, 3, 9, 10, 17].map((date) => ({ collectedAt: at(date) }));
  const days = (chosen: readonly { collectedAt: string }[]) =>
    chosen.map(({ collectedAt }) => Number(collectedAt.slice(8, 10)));
  const whole = choose(all, { every: "snapshot" });
  expect([days(whole.within), days(whole.earlier), whole.leftOut]).toEqual([
    [1, 2, 3, 9, 10, 17],
    [],
    { byEvery: 0, outside: 0 },
  ]);
  const part = choose(all, { every: "week", from: "2026-11-02", to: "2026-11-10" });
  expect([days(part.within), days(part.earlier), part.leftOut]).toEqual([[3, 10], [1], { byEvery: 2, outside: 2 }]);
  expect(days(choose(all, { every: "month" }).within)).toEqual([17]);
});

test("findings are neither lost nor counted twice, however they come and go", () => {
  const shown = fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 6 });
  const failed = fc.boolean();
  fc.assert(
    fc.property(fc.array(fc.record({ shown, failed }), { minLength: 1, maxLength: 20 }), (given) => {
      const states = given.map((one, index) =>
        state(
          index + 1,
          one.shown.map((number) => seen(number)),
          one.failed ? { failed: ["forge"] } : {},
        ),
      );
      const ground = {
        states,
        startsBefore: false,
        gaps: [],
        first: at(1).slice(0, 10),
        last: at(given.length).slice(0, 10),
      };
      const { findings, weeks, rules } = workOut(ground);
      const episodes = findings.flatMap((finding) => finding.episodes);
      const sum = (of: "new" | "cameToLight" | "mended") => weeks.reduce((all, week) => all + (week.all?.[of] ?? 0), 0);
      const counted = (arrival: string) => episodes.filter((episode) => episode.arrival === arrival).length;
      expect([sum("new"), sum("cameToLight")]).toEqual([counted("new"), counted("came-to-light")]);
      expect(sum("mended")).toBe(episodes.filter(({ mendedAt }) => mendedAt).length);
      const left = findings.filter((finding) => finding.state !== "mended").length;
      const end = weeks.at(-1)?.all;
      expect((end?.open ?? 0) + (end?.notObservable ?? 0)).toBe(left);
      expect(counted("start") + sum("new") + sum("cameToLight") - sum("mended")).toBe(left);
      expect(findings.filter((finding) => finding.state === "open")).toHaveLength(given.at(-1)?.shown.length ?? 0);
      expect(rules.reduce((all, rule) => all + rule.mended, 0)).toBe(sum("mended"));
      // What a failed reading does not show is mended nowhere.
      const failures = new Set(given.flatMap((one, index) => (one.failed ? [at(index + 1)] : [])));
      expect(episodes.filter(({ mendedAt }) => mendedAt !== undefined && failures.has(mendedAt))).toEqual([]);
    }),
    runsOf(500),
  );
});
