import { describe, expect, test } from "vitest";
import * as yaml from "yaml";
import { entryOf, nodeAt, type PositionedNode } from "../../src/positions/node.ts";
import { readYaml, readYamlDocuments } from "../../src/positions/read-yaml.ts";
import { toPlain } from "../../src/positions/to-plain.ts";
import { problemPlaces, problemsOf } from "./problems-of.ts";

describe("values", () => {
  const samples = [
    "a: 1\nb: [x, 'y', \"z\\n\", ~, true, 1.5]\nc: {d: {}, e: []}\n",
    "- - 1\n  - 2\n-\n- k: v\n",
    "base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\nlist: [*b, *b]\n",
    "text: |\n  one\n  two\nfold: >-\n  a\n  b\nend: x\n",
    "? complex\n: value\n# comment\nquoted: 'it''s'\n",
    "multi: one\n  two\n  three\nnext: 4\n",
    "---\na: !!str 12\nb: !!int '7'\n...\n",
  ];
  test.each(samples)("equal what another parser reads: %j", (text) => {
    expect(toPlain(readYaml(text, "f.yaml"))).toEqual(yaml.parse(text, { merge: true }));
  });

  test("numbers keep the text they were written as", () => {
    const root = readYaml("- 007\n- 1e3\n- 9007199254740993\n- .inf\n", "f.yaml");
    expect(toPlain(root)).toEqual([7, 1000, "9007199254740993", ".inf"]);
    expect(root.type === "list" && root.items.map((item) => item.type === "scalar" && item.text)).toEqual([
      "007",
      "1e3",
      "9007199254740993",
      ".inf",
    ]);
  });
});

describe("positions", () => {
  const text = `a:\n  - 'q r' # note\n  - {k: [1, 2 ], m: "x"  }\nb: |\n  text\nc: plain text\nd:\ne: [ ]\n`;
  const root = readYaml(text, "f.yaml");
  const stretches: [(string | number)[], string][] = [
    [["a", 0], "'q r'"],
    [["a", 1], '{k: [1, 2 ], m: "x"  }'],
    [["a", 1, "k"], "[1, 2 ]"],
    [["b"], "|\n  text\n"],
    [["c"], "plain text"],
    [["d"], ""],
    [["e"], "[ ]"],
  ];
  test.each(stretches)("the stretch of %j", (path, expected) => {
    const node = nodeAt(root, path);
    expect(node && text.slice(node.start, node.end)).toBe(expected);
  });

  test("lines and columns count from 1", () => {
    expect(nodeAt(root, ["a", 1, "m"])?.place).toEqual({ file: "f.yaml", line: 3, column: 21 });
    expect(entryOf(root, "c")?.keyNode.place).toEqual({ file: "f.yaml", line: 6, column: 1 });
  });

  test("an aliased node stands at its anchor and tells where the alias is", () => {
    const aliased = "a: &x one\nb: [*x]\n";
    const node = nodeAt(readYaml(aliased, "f.yaml"), ["b", 0]);
    expect(node?.place.line).toBe(1);
    expect(node?.alias && aliased.slice(node.alias.start, node.alias.end)).toBe("*x");
  });

  test("windows line ends", () => {
    const node = nodeAt(readYaml("a: 1\r\nb:\r\n  - x\r\n", "f.yaml"), ["b", 0]);
    expect(node?.place).toEqual({ file: "f.yaml", line: 3, column: 5 });
  });
});

describe("refused", () => {
  test("all duplicate keys at once, with both places", () => {
    const problems = problemsOf(() => readYaml("a: 1\nb: {c: 1, c: 2}\na: 3\n", "f.yaml"));
    expect(problems.map(({ message, place }) => [message, place?.line, place?.column])).toEqual([
      ['the key "c" stands already at 2:5', 2, 11],
      ['the key "a" stands already at 1:1', 3, 1],
    ]);
  });

  test.each([
    ["", ["input/empty 1:1"]],
    ["# only a comment\n", ["input/empty 1:1"]],
    ["---\na: 1\n---\nb: 2\n", ["input/several-documents 4:1"]],
    ["a: [1\n", ["input/does-not-parse 2:1"]],
    ["a: b: c\n", ["input/does-not-parse 1:5"]],
    ["a: *nobody\n", ["input/does-not-parse 1:5"]],
    ["a: &a [*a]\n", ["input/does-not-parse 1:9"]],
    ["a: !!js/function x\nb: !secret [1]\n", ["input/does-not-parse 1:4", "input/does-not-parse 2:4"]],
    ["? [a]\n: 1\n", ["input/does-not-parse 1:3"]],
    ["<<: 3\n", ["input/does-not-parse 1:5"]],
  ])("%j", (text, expected) => {
    expect(problemPlaces(() => readYaml(text, "f.yaml"))).toEqual(expected);
  });

  test("an alias bomb, at once and without growing", () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = level === 0 ? '"lol"' : Array.from({ length: 9 }, () => `*l${level - 1}`).join(",");
      return `l${level}: &l${level} [${items}]`;
    });
    expect(problemPlaces(() => readYaml(levels.join("\n"), "f.yaml"))).toMatchObject([
      expect.stringMatching(/alias-bomb/),
    ]);
  });

  test("more than a hundred aliases", () => {
    const text = `a: &a x\nb: [${"*a,".repeat(101)}]\n`;
    expect(problemPlaces(() => readYaml(text, "f.yaml"))).toEqual(["input/alias-bomb 2:306"]);
  });

  test("nesting without end", () => {
    expect(problemPlaces(() => readYaml("[".repeat(5000), "f.yaml"))[0]).toMatch(/^input\/does-not-parse/);
  });
});

test("documents are told apart where several are allowed", () => {
  const documents = readYamlDocuments("a: &x 1\n---\n# nothing\n---\n- 2\n", "f.yaml");
  expect(documents.map(toPlain)).toEqual([{ a: 1 }, [2]]);
});

test("a key named __proto__ stays a key", () => {
  const plain = toPlain(readYaml("__proto__: {admin: true}\n", "f.yaml"));
  expect(Object.keys(plain ?? {})).toEqual(["__proto__"]);
  const node: PositionedNode = readYaml("x: 1", "f.yaml");
  expect(entryOf(node, "constructor")).toBeUndefined();
});
