import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../../src/commands/access/unified-diff.ts";
import { applyLineEdits, type LineEdit } from "../../../src/positions/line-edits.ts";
import { runsOf } from "../../everything.ts";
import { emptyFolder, write } from "../../repository/make-repository.ts";

/** The text after Git has applied the diff to it. */
function appliedByGit(before: string | undefined, edits: readonly LineEdit[]): string {
  const folder = emptyFolder();
  if (before !== undefined) write(folder, "f.yaml", before);
  const diff = `${unifiedDiff("f.yaml", before, edits).join("\n")}\n`;
  execFileSync("git", ["apply", "--unidiff-zero", "-"], { cwd: folder, input: diff });
  return readFileSync(join(folder, "f.yaml"), "utf8");
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");

test.each<[string, string | undefined, LineEdit[]]>([
  ["a new file", undefined, [{ at: 0, remove: 0, insert: ["a", "b"] }]],
  ["the end of a file", numbered(9), [{ at: 9, remove: 0, insert: ["a", "b"] }]],
  ["the end of a file without an end of line", "a\nb", [{ at: 2, remove: 0, insert: ["c"] }]],
  [
    "two places far apart",
    numbered(30),
    [
      { at: 2, remove: 1, insert: [] },
      { at: 30, remove: 0, insert: ["z"] },
    ],
  ],
  [
    "two places close together",
    numbered(9),
    [
      { at: 3, remove: 1, insert: ["x"] },
      { at: 9, remove: 0, insert: ["z"] },
    ],
  ],
  [
    "a last line without an end that goes",
    "a\n[]",
    [
      { at: 1, remove: 1, insert: [] },
      { at: 2, remove: 0, insert: ["z"] },
    ],
  ],
])("Git makes the same of %s", (_, before, edits) => {
  expect(appliedByGit(before, edits)).toBe(applyLineEdits(before ?? "", edits));
});

test("Git makes the same of any edits", () => {
  const text = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom("\n", ""))
    .map(([count, end]) => `${numbered(count).trimEnd()}${end}`);
  const cases = fc.tuple(text, fc.integer({ min: 0, max: 11 }), fc.boolean(), fc.integer({ min: 1, max: 3 }));
  fc.assert(
    fc.property(cases, ([before, at, removes, adds]) => {
      const count = before.trimEnd().split("\n").length;
      const start = Math.min(at, count - 1);
      const edits: LineEdit[] = [
        { at: start, remove: removes ? 1 : 0, insert: removes ? [] : ["middle"] },
        { at: count, remove: 0, insert: Array.from({ length: adds }, (_, index) => `new ${index}`) },
      ];
      expect(appliedByGit(before, edits)).toBe(applyLineEdits(before, edits));
    }),
    runsOf(40),
  );
});
