import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { freshUntil } from "../../src/assemble/freshness.ts";
import { runsOf } from "../everything.ts";

const hour = 3_600;
const day = 24 * hour;

test.each([
  ["Friday's export is good all Monday", "2026-11-20T18:00:00Z", day, "UTC", "2026-11-23T18:00:00Z"],
  ["one from Thursday ends on Friday", "2026-11-19T18:00:00Z", day, "UTC", "2026-11-20T18:00:00Z"],
  ["one made on a Saturday counts from Monday", "2026-11-21T12:00:00Z", hour, "UTC", "2026-11-23T01:00:00Z"],
  ["what ends with Friday holds until Monday begins", "2026-11-20T00:00:00Z", day, "UTC", "2026-11-23T00:00:00Z"],
  ["over two weekends", "2026-11-13T12:00:00Z", 6 * day, "UTC", "2026-11-23T12:00:00Z"],
  ["no time at all, on a Saturday", "2026-11-21T12:00:00Z", 0, "UTC", "2026-11-23T00:00:00Z"],
  ["the weekend is that of the source's zone", "2026-11-20T23:30:00Z", hour, "Europe/Berlin", "2026-11-23T00:00:00Z"],
  ["over the night in which clocks go back", "2026-10-23T16:00:00Z", day, "Europe/Berlin", "2026-10-26T17:00:00Z"],
  ["over the night in which clocks go forward", "2026-03-27T17:00:00Z", day, "Europe/Berlin", "2026-03-30T16:00:00Z"],
  ["a weekday that has 25 hours", "2026-10-29T10:00:00Z", day, "Africa/Cairo", "2026-10-30T10:00:00Z"],
])("on weekdays: %s", (_, observed, max, zone, until) => {
  expect(freshUntil(observed, { schedule: "weekdays", max }, zone)).toBe(until);
});

test("daily counts every day alike", () => {
  expect(freshUntil("2026-11-20T18:00:00Z", { schedule: "daily", max: day }, "UTC")).toBe("2026-11-21T18:00:00Z");
});

test("a later observation and a longer limit never end sooner, and weekdays never end before days do", () => {
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 });
  const length = fc.integer({ min: 0, max: 20 * day });
  const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Pacific/Apia");
  const text = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000", "");
  fc.assert(
    fc.property(moment, moment, length, length, zone, (a, b, c, d, zone) => {
      const until = (seconds: number, max: number) => freshUntil(text(seconds), { schedule: "weekdays", max }, zone);
      expect(until(Math.min(a, b), c) <= until(Math.max(a, b), c)).toBe(true);
      expect(until(a, Math.min(c, d)) <= until(a, Math.max(c, d))).toBe(true);
      expect(until(a, c) >= freshUntil(text(a), { schedule: "daily", max: c }, zone)).toBe(true);
      expect(DateTime.fromISO(until(a, c), { zone }).weekday).toBeLessThan(6);
    }),
    runsOf(300),
  );
});
