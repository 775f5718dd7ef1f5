import { expect, test } from "vitest";
import { firstMeant, lastSecond } from "../../src/load/moments.ts";

test.each([
  ["2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z"],
  ["2026-07-01", "Asia/Kolkata", "2026-06-30T18:30:00Z"],
  ["2026-07-01", "UTC", "2026-07-01T00:00:00Z"],
])("the end of %s in %s may mean its beginning", (day, zone, expected) => {
  expect(firstMeant(lastSecond(day, zone), zone)).toBe(expected);
});

test("another instant means itself", () => {
  for (const instant of ["2026-07-01T21:59:59Z", "2026-07-01T23:59:58Z", "2026-07-01T00:00:00Z"])
    expect(firstMeant(instant, "UTC")).toBe(instant);
});
