import { describe, expect, test } from "vitest";
import { applyLineEdits } from "../../src/positions/line-edits.ts";
import { readYaml } from "../../src/positions/read-yaml.ts";
import { removeFromList } from "../../src/positions/remove-from-list.ts";

function without(text: string, ...indexes: number[]): string | undefined {
  const edits = removeFromList(text, readYaml(text, "a.yaml"), new Set(indexes));
  return edits && applyLineEdits(text, edits);
}

describe("taking items out of a list", () => {
  test.each<[string, string, number[], string]>([
    ["the first", "# head\n- id: a\n  x: 1\n# of b\n- id: b\n", [0], "# head\n# of b\n- id: b\n"],
    ["the last, without an end", "- id: a\n- id: b # why\n  x: >\n    long\n    text", [1], "- id: a\n"],
    ["several, with the lines between", "- a: 1\n\n- a: 2\n# kept\n- a: 3\n", [0, 2], "\n- a: 2\n# kept\n"],
    ["all", "# head\n- a: 1\n- a: 2\n# tail\n", [0, 1], "# head\n[]\n# tail\n"],
    ["one in braces", "- { a: 1 }\n- { a: 2,\n    b: 3 }\n- { a: 4 }\n", [1], "- { a: 1 }\n- { a: 4 }\n"],
    ["an indented one", "  - a: 1\n  - a: 2\n", [0], "  - a: 2\n"],
    ["one behind a dash alone", "-\n  a: 1\n- a: 2\n", [0], "- a: 2\n"],
    ["one with an anchor", "- &x\n  a: 1\n- a: 2\n", [0], "- a: 2\n"],
    ["an alias", "- &x {a: 1}\n- *x\n- a: 2\n", [1], "- &x {a: 1}\n- a: 2\n"],
    ["lines that end as on Windows", "- a: 1\r\n- a: 2\r\n", [0], "- a: 2\r\n"],
    ["a document that is one object", "# head\na: 1\nb: 2\n# tail\n", [0], "# head\n[]\n# tail\n"],
  ])("%s", (_, text, indexes, left) => {
    expect(without(text, ...indexes)).toBe(left);
  });

  test.each([
    ["of a list in brackets", "[{ a: 1 }, { a: 2 }]\n"],
    ["of a list in brackets over lines", "[\n  { a: 1 }, { a: 2 },\n]\n"],
  ])("is not tried %s", (_, text) => {
    expect(without(text, 0)).toBeUndefined();
  });
});
