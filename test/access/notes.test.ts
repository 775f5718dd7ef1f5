import { describe, expect, test } from "vitest";
import { declared, faultsOf } from "./declare.ts";

describe("notes", () => {
  const line = (digit: string, note = "asked the vendor") =>
    `- {fingerprint: ${digit.repeat(64)}, note: ${JSON.stringify(note)}}\n`;
  const path = "access/notes.yaml";

  test("hold one line on a finding each, by fingerprint", async () => {
    expect((await declared({ [path]: line("b") + line("a", "e\u0301 👍 #1: yes") })).notes).toMatchObject([
      { fingerprint: "a".repeat(64), note: "e\u0301 👍 #1: yes" },
      { fingerprint: "b".repeat(64), note: "asked the vendor" },
    ]);
    expect((await declared({ [path]: line("a", "n".repeat(500)) })).notes).toHaveLength(1);
  });

  test("tell what is wrong with them, each at its place", async () => {
    const wrong = `- {fingerprint: abc, note: x}\n- {fingerprint: ${"c".repeat(64)}, note: x, by: ana}\n`;
    expect(await faultsOf({ [path]: `${line("a")}${line("a", "again")}${wrong}` })).toEqual([
      expect.stringMatching(/notes\.yaml:2:3: a+ is declared a second time/),
      expect.stringMatching(/notes\.yaml:3:17: fingerprint: /),
      expect.stringMatching(/notes\.yaml:4:\d+: .*by/),
    ]);
    expect(await faultsOf({ [path]: `- {fingerprint: ${"a".repeat(64)}}\n` })).toEqual([
      expect.stringMatching(/notes\.yaml:1:3: note is missing/),
    ]);
  });

  test.each([
    ["", /:1:89: note: must say something/],
    [" \u00a0 ", /:1:89: note: must say something/],
    ["two\nlines", /:1:89: note: must be one line/],
    ["two\u2028lines", /:1:89: note: must be one line/],
    ["\u001b[2J", /:1:89: note: must be one line/],
    ["c\u009b2J", /:1:89: note: must be one line/],
    ["n".repeat(501), /:1:89: note: must have at most 500 characters/],
  ])("refuse %j", async (note, told) => {
    expect(await faultsOf({ [path]: line("a", note) })).toEqual([expect.stringMatching(told)]);
  });
});
