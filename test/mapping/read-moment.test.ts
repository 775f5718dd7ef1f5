import { expect, test } from "vitest";
import { convert } from "../../src/mapping/convert.ts";
import { fieldShape } from "../../src/mapping/field-type.ts";
import { readInstant, readLastInstant, readMoment } from "../../src/mapping/read-moment.ts";

const zone = "Europe/Berlin";

test.each<[string, string | undefined, string | undefined]>([
  ["2026-02-28", undefined, "2026-02-28"],
  ["2026-02-30", undefined, undefined],
  ["2026-11-22T08:00:00.999Z", undefined, "2026-11-22T08:00:00Z"],
  ["2026-11-22T08:00:00+05:30", undefined, "2026-11-22T02:30:00Z"],
  ["2026-11-22 08:00:00", undefined, "2026-11-22T07:00:00Z"],
  ["2026-07-01 08:00", undefined, "2026-07-01T06:00:00Z"],
  ["2026-10-25 02:30:00", undefined, "2026-10-25T00:30:00Z"],
  ["2026-10-25T02:30:00+01:00", undefined, "2026-10-25T01:30:00Z"],
  ["2026-10-25T01:30:00Z", undefined, "2026-10-25T01:30:00Z"],
  ["25.10.2026 02:30 +01:00", "dd.MM.yyyy HH:mm ZZ", "2026-10-25T01:30:00Z"],
  ["1792891800", "X", "2026-10-25T01:30:00Z"],
  ["2026-03-29 02:30:00", undefined, "2026-03-29T01:30:00Z"],
  ["28.02.2026", "dd.MM.yyyy", "2026-02-28"],
  ["2026-02-28", "dd.MM.yyyy", "2026-02-28"],
  ["31.02.2026", "dd.MM.yyyy", undefined],
  ["02/28/2026 11:30 PM", "MM/dd/yyyy hh:mm a", "2026-02-28T22:30:00Z"],
  ["1774000000", "X", "2026-03-20T09:46:40Z"],
  ["28 Feb 2026", "dd MMM yyyy", "2026-02-28"],
  ["tomorrow", undefined, undefined],
  ["20260228", undefined, undefined],
  ["2026", undefined, undefined],
  ["+275760-09-13T00:00:00Z", undefined, undefined],
])("%s as %s is %s", (text, format, expected) => {
  expect(readMoment(text, { format, zone })).toBe(expected);
});

test("a date where a time is wanted is the start of that day in the zone", () => {
  expect(readInstant("2026-07-01", { zone })).toBe("2026-06-30T22:00:00Z");
  expect(readInstant("2026-07-01", { zone: "America/New_York" })).toBe("2026-07-01T04:00:00Z");
});

test.each([
  ["2026-07-01", "2026-07-01T21:59:59Z"],
  ["2026-10-25", "2026-10-25T22:59:59Z"],
  ["2026-07-01 08:00", "2026-07-01T06:00:00Z"],
])("%s, since when something is over, is %s", (text, expected) => {
  expect(readLastInstant(text, { zone })).toBe(expected);
});

test.each([
  ["identity", "statusChangedAt", "2026-07-01T21:59:59Z"],
  ["account", "disabledAt", "2026-07-01T21:59:59Z"],
  ["credential", "createdAt", "2026-06-30T22:00:00Z"],
  ["identity", "endDate", "2026-07-01"],
] as const)("a date as %s.%s is %s", (kind, name, expected) => {
  const type = fieldShape(kind, name)?.type;
  expect(type && convert("2026-07-01", type, { zone })).toEqual({ ok: true, value: expected });
});
