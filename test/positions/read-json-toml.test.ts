import { expect, test } from "vitest";
import { nodeAt } from "../../src/positions/node.ts";
import { readJson } from "../../src/positions/read-json.ts";
import { readToml } from "../../src/positions/read-toml.ts";
import { toPlain } from "../../src/positions/to-plain.ts";
import { problemPlaces, problemsOf } from "./problems-of.ts";

test("JSON values, places and exact big numbers", () => {
  const text = '{"a": [1, "\\u00e9[", null],\n "id": 12345678901234567890, "f": 1.50}';
  const root = readJson(text, "f.json");
  expect(toPlain(root)).toEqual({ a: [1, "é[", null], id: "12345678901234567890", f: 1.5 });
  expect(nodeAt(root, ["id"])?.place).toEqual({ file: "f.json", line: 2, column: 8 });
  const number = nodeAt(root, ["f"]);
  expect(number?.type === "scalar" && number.text).toBe("1.50");
});

test.each([
  ["", ["input/empty 1:1"]],
  ['{"a": 1,}', ["input/does-not-parse 1:9"]],
  ['{"a": 1 // no\n}', ["input/does-not-parse 1:9"]],
  ['{"a": [1, 2', ["input/does-not-parse 1:12"]],
  ['{"a": "x\n"}', ["input/does-not-parse 1:7"]],
  ["[01]", ["input/does-not-parse 1:3"]],
  ["[1] [2]", ["input/does-not-parse 1:5"]],
  ["[NaN]", ["input/does-not-parse 1:2"]],
  ['{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}', ["input/duplicate-key 1:24", "input/duplicate-key 1:33"]],
  [`${"[".repeat(100_000)}`, ["input/too-deep 1:201"]],
])("JSON refused: %.40j", (text, expected) => {
  const places = problemPlaces(() => readJson(text, "f.json"));
  expect(places).toEqual(expected);
});

test("what JSON.parse refuses is refused", () => {
  for (const text of [
    "'a'",
    "{a: 1}",
    "[1,]",
    "+1",
    ".5",
    "1.",
    "0x1",
    '"\\x"',
    '"\t"',
    "tru",
    "[1 2]",
    '{"a" 1}',
    "\u00a01",
  ]) {
    expect(() => JSON.parse(text), text).toThrow();
    expect(
      problemsOf(() => readJson(text, "f.json")),
      text,
    ).not.toEqual([]);
  }
});

test("TOML tables, arrays of tables, dotted keys and dates", () => {
  const text = `title = "x"
[teams.core]
members = ["ana", 'li']
since = 2026-01-02T03:04:05Z
lead.name = "ana"
[[teams.core.repos]]
name = "a"
[[teams.core.repos]]
name = "b"
perm = { level = "write", until = 2026-01-02 }
[teams.core.extra]
big = 9223372036854775807
`;
  const root = readToml(text, "f.toml");
  expect(toPlain(root)).toEqual({
    title: "x",
    teams: {
      core: {
        members: ["ana", "li"],
        since: "2026-01-02T03:04:05Z",
        lead: { name: "ana" },
        repos: [{ name: "a" }, { name: "b", perm: { level: "write", until: "2026-01-02" } }],
        extra: { big: "9223372036854775807" },
      },
    },
  });
  expect(nodeAt(root, ["teams", "core", "repos", 1, "name"])?.place).toEqual({ file: "f.toml", line: 9, column: 8 });
  const member = nodeAt(root, ["teams", "core", "members", 1]);
  expect(member && text.slice(member.start, member.end)).toBe("'li'");
});

test.each([
  ["a = 1\na = 2\n", "input/duplicate-key 2:1"],
  ["[a]\n[a]\n", "input/duplicate-key 2:2"],
  ["a = \n", "input/does-not-parse 2:1"],
  ["a = [1\n", "input/does-not-parse 2:1"],
])("TOML refused: %j", (text, expected) => {
  expect(problemPlaces(() => readToml(text, "f.toml"))).toEqual([expected]);
});
