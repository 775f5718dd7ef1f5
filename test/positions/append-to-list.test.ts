import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendToList } from "../../src/positions/append-to-list.ts";
import { applyLineEdits } from "../../src/positions/line-edits.ts";
import { readYaml } from "../../src/positions/read-yaml.ts";
import { toPlain } from "../../src/positions/to-plain.ts";

const items = [["- id: n", "  x: 1"], ["- {id: m}"]];

function appended(text: string): string | undefined {
  const edits = appendToList(text, readYaml(text, "f.yaml"), items);
  return edits && applyLineEdits(text, edits);
}

describe("items are put behind the last one", () => {
  test.each([
    ["- a\n- b\n", "- a\n- b\n- id: n\n  x: 1\n- {id: m}\n"],
    ["# head\n- a # one\n# end\n", "# head\n- a # one\n# end\n- id: n\n  x: 1\n- {id: m}\n"],
    ["- a", "- a\n- id: n\n  x: 1\n- {id: m}\n"],
    ["  - a\n", "  - a\n  - id: n\n    x: 1\n  - {id: m}\n"],
    ["---\n- a\n...\n# after\n", "---\n- a\n- id: n\n  x: 1\n- {id: m}\n...\n# after\n"],
    ["- a\r\n- b\r\n", "- a\r\n- b\r\n- id: n\r\n  x: 1\r\n- {id: m}\r\n"],
    ["- |\n  text\n  ...\n- b\n", "- |\n  text\n  ...\n- b\n- id: n\n  x: 1\n- {id: m}\n"],
    ["- a\n\n\n", "- a\n\n\n- id: n\n  x: 1\n- {id: m}\n"],
  ])("of %j", (before, after) => {
    expect(appended(before)).toBe(after);
  });

  test.each([
    ["[]\n", "- id: n\n  x: 1\n- {id: m}\n"],
    ["# head\n[ ] # none yet\n# end\n", "# head\n# none yet\n# end\n- id: n\n  x: 1\n- {id: m}\n"],
    ["# head\n[]", "# head\n- id: n\n  x: 1\n- {id: m}\n"],
    ["--- []\n", "---\n- id: n\n  x: 1\n- {id: m}\n"],
  ])("of the empty list %j, whose brackets go", (before, after) => {
    expect(appended(before)).toBe(after);
  });

  test.each(["a: 1\n", "[a, b]\n", "[\n]\n", "text\n"])("not where the document is %j", (text) => {
    expect(appended(text)).toBeUndefined();
  });

  test("and every line that was there stays, whatever it holds", () => {
    const item = fc.oneof(
      fc.constant("- a"),
      fc.constant("- {k: [1, 2]} # note"),
      fc.constant("- k: |\n    one\n\n    two"),
      fc.constant("- k: v\n  l:\n    - 1\n    - 2"),
      fc.constant("-\n  k: 'it''s'"),
    );
    const between = fc.constantFrom("", "# comment", "\n", "   # indented");
    const text = fc
      .tuple(between, fc.array(fc.tuple(item, between), { minLength: 1, maxLength: 6 }), fc.constantFrom("\n", ""))
      .map(([head, list, end]) => `${[head, ...list.flat()].filter((line) => line !== "").join("\n")}${end}`);
    fc.assert(
      fc.property(text, (before) => {
        const root = readYaml(before, "f.yaml");
        const after = appended(before) ?? "";
        expect(after.startsWith(before)).toBe(true);
        expect(toPlain(readYaml(after, "f.yaml"))).toEqual([...[toPlain(root)].flat(), { id: "n", x: 1 }, { id: "m" }]);
      }),
    );
  });
});
