import fc from "fast-check";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { flowText } from "../../../src/commands/decisions/entry-line.ts";
import { runsOf } from "../../everything.ts";

test.each([
  ["turns the line round", "\u202eevil\u0007 of Ben", '"\\u202eevil\\u0007 of Ben"'],
  ["is not seen", "ad\u200bmin", '"ad\\u200bmin"'],
  ["is a tag of its own plane", "a\u{e0041}", '"a\\U000e0041"'],
])("what %s in an entry stands there as what it is", (_, text, written) => {
  expect(flowText(text)).toBe(written);
});

test("whatever is written is read as what it was, and shows all of itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("", "\u202e", "\u2028", "\u{e0041}"), (text, more) => {
      const written = flowText(`${text}${more}`);
      expect(load(`[${written}]`)).toEqual([`${text}${more}`]);
      expect(written).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
    runsOf(500),
  );
});
