import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeMarkdown, safeText } from "../../src/report/safe-text.ts";
import { paragraph } from "../../src/report/text/paint.ts";
import { table } from "../../src/report/text/table.ts";

describe("safeText", () => {
  test.each([
    ["a colour sequence", "\u001b[31mred", "\\u{1b}[31mred"],
    ["a workflow command on a line of its own", "x\n::error::no", "x\\u{a}::error::no"],
    ["a workflow command", " ::add-mask::high", " \\u{3a}:add-mask::high"],
    ["a workflow command of the older form", "x ##[add-mask]high", "x \\u{23}#[add-mask]high"],
    ["colons inside", "arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:role/x"],
    ["a one-byte control sequence introducer", "\u009b2J", "\\u{9b}2J"],
    ["a right-to-left override", "user\u202egpj.exe", "user\\u{202e}gpj.exe"],
    ["a zero-width space and a joiner", "ad\u200bm\u200din", "ad\\u{200b}m\\u{200d}in"],
    ["a lone surrogate", "a\ud800b", "a\\u{d800}b"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
    ["an invisible tag character", "a\u{e0041}", "a\\u{e0041}"],
    ["text that looks like an escape", "\\u{202e}", "\\u{5c}u{202e}"],
    ["a Windows login", "CORP\\anna", "CORP\\anna"],
    ["letters of all scripts", "Zoë Ångström 日本 😀", "Zoë Ångström 日本 😀"],
  ])("%s", (_, text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  test("two texts never look alike, and nothing that acts is left", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(safeText(a) === safeText(b)).toBe(a === b);
        expect(safeText(a)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });
});

test("however wide the terminal, no line of the text is a workflow command", () => {
  const text = "a name :: ::add-mask::high ##[add-mask]low::::stop-commands::x and more ::error::no";
  for (let columns = 20; columns <= 120; columns += 1) {
    const target = { columns, colour: false, all: true, size: 0 };
    const cells = table(["who", "what it says"], [[text, text]], target);
    const lines = [...paragraph(text, target, "  - ").split("\n"), ...cells.split("\n")];
    expect(lines.filter((line) => /^\s*::|##\[/u.test(line))).toEqual([]);
  }
});

describe("safeMarkdown", () => {
  test.each([
    ["a mention", "@octocat", "`@octocat`"],
    ["HTML", "<img src=x>", "`<img src=x>`"],
    ["backticks inside", "a``b", "```a``b```"],
    ["a backtick at the edge", "`x", "`` `x ``"],
    ["a table's bar", "a|b", "`a\\u{7c}b`"],
    ["nothing", "", ""],
  ])("%s", (_, text, shown) => {
    expect(safeMarkdown(text)).toBe(shown);
  });
});
