import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/config/duration.ts";

describe("a duration of fixed length", () => {
  test.each([
    ["PT0S", 0],
    ["PT90S", 90],
    ["PT90M", 5_400],
    ["PT24H", 86_400],
    ["P1D", 86_400],
    ["P1DT2H3M4S", 93_784],
    ["P2W", 1_209_600],
    ["P30D", 2_592_000],
  ])("%s is %i seconds", (text, seconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, seconds });
  });

  test("is written back as it was read", () => {
    fc.assert(
      fc.property(fc.nat(3_000_000_000), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toEqual({ ok: true, seconds });
      }),
    );
  });
});

describe("a duration is refused with the reason", () => {
  test.each([
    ["P1Y", /no fixed length/],
    ["P6M", /no fixed length/],
    ["P1Y2DT3H", /no fixed length/],
    ["PT1.5H", /fraction/],
    ["PT0,5S", /fraction/],
    ["-P1D", /negative/],
    ["P", /ISO 8601/],
    ["PT", /ISO 8601/],
    ["P1DT", /ISO 8601/],
    ["P1W2D", /ISO 8601/],
    ["24h", /ISO 8601/],
    ["1D", /ISO 8601/],
    ["", /ISO 8601/],
    ["PT1H ", /ISO 8601/],
    ["P99999999999999999999D", /century/],
  ])("%j", (text, reason) => {
    const parsed = parseDuration(text);
    expect(parsed).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});
