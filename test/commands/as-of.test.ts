import { describe, expect, test } from "vitest";
import { parseAsOf } from "../../src/commands/as-of.ts";
import { instantOf } from "../../src/model/instant-of.ts";

describe("--as-of", () => {
  test.each([
    ["2026-11-22", "2026-11-22T23:59:59Z"],
    ["2026-11-22T08:00:00Z", "2026-11-22T08:00:00Z"],
    ["2026-11-22T08:00:00.999Z", "2026-11-22T08:00:00Z"],
    ["2026-11-22T08:00:00+02:00", "2026-11-22T06:00:00Z"],
    ["2024-02-29", "2024-02-29T23:59:59Z"],
  ])("%s is %s", (text, instant) => {
    expect(parseAsOf(text)).toBe(instant);
  });

  test.each([
    "",
    "now",
    "2026-02-30",
    "2026-02-30T08:00:00Z",
    "2026-13-01",
    "2026-11-22T25:00:00Z",
    "2026-11-22T08:00",
    "22.11.2026",
    "1763798400",
  ])("%j is refused", (text) => {
    expect(parseAsOf(text)).toBeUndefined();
  });

  test("a moment is floored to the second", () => {
    expect(instantOf(new Date("2026-11-22T08:00:00.999Z"))).toBe("2026-11-22T08:00:00Z");
  });
});
