// @module-tag long
import { expect, test } from "vitest";
import { checkPolicies } from "../../src/compile/index.ts";
import { readableLines } from "../../src/compile/readable-lines.ts";
import { capabilities, moduleOf, policyErrorOf } from "./samples.ts";

const head = `# METADATA
# schemas:
#   - input: schema.subject
package a

`;
const schemas = {
  subject: {
    type: "object",
    additionalProperties: false,
    properties: {
      accounts: {
        type: "array",
        items: { type: "object", additionalProperties: false, properties: { app: { type: "string" } } },
      },
    },
  },
};

async function problemsOf(text: string) {
  const error = await policyErrorOf(checkPolicies({ modules: [moduleOf(`${head}${text}\n`)], capabilities, schemas }));
  return { all: error.message, problems: error.problems };
}

test("what OPA says of a path that does not exist is drawn below the problem, its own names left out", async () => {
  const { all, problems } = await problemsOf(`b contains x if { x := [y | y := input.accounts[_]][_].foo }

c contains x if { some account in input.foos; x := account }`);
  expect(all).not.toContain("__local");
  expect(problems.map(({ message, details }) => [message, ...(details ?? [])])).toEqual([
    [
      "undefined ref: [y | y = input.accounts[_]][_].foo",
      "[y | y = input.accounts[_]][_].foo",
      "                               ^",
      '                               have: "foo"',
      '                               want (one of): ["app"]',
    ],
    [
      "undefined ref: input.foos[_]",
      "input.foos[_]",
      "      ^",
      '      have: "foos"',
      '      want (one of): ["accounts"]',
    ],
  ]);
  expect(all.split("\n")).toHaveLength(10);
});

test("types that do not match stand a line each", async () => {
  const { problems } = await problemsOf("d if { some account in input.accounts; account.app == 7 }");
  expect(problems).toEqual([
    expect.objectContaining({ message: "match error", details: ["left  : string", "right : number"] }),
  ]);
});

test("carets under a generated name keep to it, and a text without one is left alone", () => {
  const drawn = (above: string, carets: string) => readableLines({ message: "m", details: [above, carets] }).slice(1);
  expect(drawn("a[__local12__].b.c", "^^^^^^^^^^^^^^^^")).toEqual(["a[_].b.c", "^^^^^^"]);
  expect(drawn("a[__local12__].b", "  ^^^^^^^^^^^")).toEqual(["a[_].b", "  ^"]);
  expect(drawn("a.b.c", "  ^")).toEqual(["a.b.c", "  ^"]);
  expect(readableLines({ message: "var __local0__ is unsafe\nsecond", details: [] })).toEqual([
    "var _ is unsafe",
    "second",
  ]);
});
