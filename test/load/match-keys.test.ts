import fc from "fast-check";
import { expect, test } from "vitest";
import { emailKey, foldName } from "../../src/load/match-keys.ts";
import { lastSecond } from "../../src/load/moments.ts";
import { runsOf } from "../everything.ts";

test("folding a name twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const once = foldName(text);
      expect(foldName(once)).toBe(once);
    }),
  );
});

test("two letters are the same name only where Unicode's own case folding says so", () => {
  const letter = fc.string({
    unit: fc.constantFrom(..."aAbBsSkKiI\u0131\u0130\u017f\u212a\u00df\u1e9e\u03c3\u03c2\u03a3\u0430\u0410"),
    minLength: 1,
    maxLength: 1,
  });
  fc.assert(
    fc.property(letter, letter, (a, b) => {
      const same = new RegExp(`^${a.normalize("NFC")}$`, "iu").test(b.normalize("NFC"));
      if (!same) expect(foldName(a)).not.toBe(foldName(b));
    }),
    runsOf(2_000),
  );
});

test.each([
  ["A.B+tag@Example.COM", "a.b+tag@example.com"],
  ["x@B\u00dcCHER.example", "x@xn--bcher-kva.example"],
  ["a@b@Example.com", "a@b@example.com"],
  ["nobody", "nobody"],
  ["@", "@"],
])("%s", (address, key) => {
  expect(emailKey(address)).toBe(key);
});

test.each([
  ["2026-03-29", "Europe/Berlin", "2026-03-29T21:59:59Z"],
  ["2026-03-28", "Europe/Berlin", "2026-03-28T22:59:59Z"],
  ["2026-11-22", "Pacific/Kiritimati", "2026-11-22T09:59:59Z"],
  ["2026-11-22", "America/Los_Angeles", "2026-11-23T07:59:59Z"],
  ["2026-11-22T10:00:00Z", "Europe/Berlin", "2026-11-22T10:00:00Z"],
])("%s in %s lasts until %s", (moment, zone, end) => {
  expect(lastSecond(moment, zone)).toBe(end);
});
