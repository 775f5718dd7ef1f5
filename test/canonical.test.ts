import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byCodeUnit, canonicalLine, canonicalPretty } from "../src/canonical.ts";
import { EntitlintError } from "../src/errors.ts";
import { runsOf } from "./everything.ts";

/** Values as records may hold them, and worse: hostile keys and strings of every kind, lone surrogates among them. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\ud800", "\udfff", "\u2028", "\n", '"', "\\", "\u202e"),
    fc.string({ unit: "binary", maxLength: 3 }),
  ),
});
const key = fc.oneof(
  fc.constantFrom("__proto__", "10", "9", "emails", "constructor", "toString"),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const { value } = fc.letrec<{ value: unknown; record: object }>((tie) => ({
  record: fc.dictionary(key, tie("value"), { maxKeys: 6 }),
  value: fc.oneof(
    { maxDepth: 4 },
    hostile,
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt(),
    fc.constantFrom(null, undefined),
    fc.array(tie("value"), { maxLength: 5 }),
    tie("record"),
  ),
}));
const record = fc.dictionary(key, value, { maxKeys: 8 });

/** The same value with keys and sets in another order. */
function shuffled(given: unknown, dice: () => number): unknown {
  if (Array.isArray(given)) return given.map((one) => shuffled(one, dice)).sort(() => dice() - 0.5);
  if (typeof given !== "object" || given === null) return given;
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, part] of Object.entries(given).sort(() => dice() - 0.5)) copy[name] = shuffled(part, dice);
  return copy;
}

describe("canonicalLine", () => {
  test.each([
    ["keys by code unit, numbers' text too", { b: 1, a: 2, "10": 3, "9": 4, B: 5 }, '{"10":3,"9":4,"B":5,"a":2,"b":1}'],
    ["sets of text, equal ones once", { owners: ["b", "a", "B", "a"] }, '{"owners":["B","a","b"]}'],
    [
      "emails by type and value, whatever their keys",
      {
        emails: [
          { value: "a@example.com", type: "work" },
          { value: "z@example.com" },
          { type: "home", value: "b@example.com" },
        ],
      },
      '{"emails":[{"value":"z@example.com"},{"type":"home","value":"b@example.com"},{"type":"work","value":"a@example.com"}]}',
    ],
    ["a lone surrogate", { name: "a\ud800b" }, '{"name":"a\ufffdb"}'],
    [
      "an integer beyond 2^53",
      { n: 2 ** 53, m: 2 ** 53 - 1, k: -(2 ** 60) },
      '{"k":"-1152921504606846976","m":9007199254740991,"n":"9007199254740992"}',
    ],
    ["nothing", { a: null, b: undefined, c: [null], d: {} }, '{"c":[],"d":{}}'],
    ["a key of the prototype", JSON.parse('{"__proto__":{"x":1}}'), '{"__proto__":{"x":1}}'],
  ])("%s", (_, given, line) => {
    expect(canonicalLine(given)).toBe(line);
  });

  test("is one line, is JSON, and stays itself when it is read and written again", () => {
    fc.assert(
      fc.property(record, (given) => {
        const line = canonicalLine(given);
        expect(line).not.toMatch(/\n| $/);
        expect(line.isWellFormed()).toBe(true);
        expect(canonicalLine(JSON.parse(line))).toBe(line);
        expect(JSON.stringify(JSON.parse(canonicalPretty(given)))).toBe(JSON.stringify(JSON.parse(line)));
      }),
      runsOf(1000),
    );
  });

  test("does not depend on the order of keys and sets", () => {
    fc.assert(
      fc.property(record, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (given, dice) => {
        const mixed = shuffled(given, () => dice.next().value ?? 0);
        expect(canonicalLine(Object(mixed))).toBe(canonicalLine(given));
      }),
      runsOf(1000),
    );
  });

  test.each([
    ["a number that JSON has not", { n: Number.NaN }],
    ["two keys that become one", { "\ud800": 1, "\udbff": 2 }],
    ["a function", { f: () => 1 }],
  ])("refuses %s", (_, given) => {
    expect(() => canonicalLine(given)).toThrow(EntitlintError);
  });

  test("refuses what is nested without end", () => {
    const ring: Record<string, unknown> = {};
    ring.self = ring;
    expect(() => canonicalLine(ring)).toThrow(/levels deep/);
  });
});

test("byCodeUnit does not ask the locale", () => {
  expect(["ä", "z", "Z", "a", "\u{1f600}", "\uffff"].toSorted(byCodeUnit)).toEqual([
    "Z",
    "a",
    "z",
    "ä",
    "\u{1f600}",
    "\uffff",
  ]);
});
