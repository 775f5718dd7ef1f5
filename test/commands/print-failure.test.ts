import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { printFailure } from "../../src/commands/print-failure.ts";
import { CannotJudgeError, EntitlintError } from "../../src/errors.ts";

function printed(error: unknown, logFormat: "text" | "json" = "text"): { code: number; lines: string[] } {
  let text = "";
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const code = printFailure(error, { stderr, logFormat, now: new Date("2026-11-22T08:00:00Z") });
  return { code, lines: text.trimEnd().split("\n") };
}

describe("a failure", () => {
  test("that is expected is a line for each problem, and its own exit code", () => {
    const place = { file: "a\nb.yaml", line: 1, column: 2 };
    const problem = { code: "input/schema", message: "no \u202e", place, next: "Mend it." } as const;
    expect(printed(new EntitlintError([problem, problem]))).toEqual({
      code: 3,
      lines: Array(2).fill("a\\u{a}b.yaml:1:2: no \\u{202e} [input/schema] Mend it."),
    });
    expect(printed(new CannotJudgeError(problem)).code).toBe(2);
  });

  test("has its details below it, each harmless, and to machines in one object", () => {
    const details = ["a[\n].b", "     ^", "want \u001b[31m"];
    const error = new EntitlintError({ code: "policy/type", message: "one\ntwo", details, next: "Mend it." });
    expect(printed(error).lines).toEqual([
      "one\\u{a}two [policy/type] Mend it.",
      "    a[\\u{a}].b",
      "         ^",
      "    want \\u{1b}[31m",
    ]);
    const [line = "", ...rest] = printed(error, "json").lines;
    expect([JSON.parse(line).details, rest]).toEqual([details, []]);
  });

  test("that nobody expected is told with its stack and its cause", () => {
    const error = new TypeError("x is not a function", { cause: new Error("the disk is on fire") });
    const { code, lines } = printed(error);
    expect(code).toBe(3);
    expect(lines[0]).toContain("please report this");
    expect(lines[1]).toBe("TypeError: x is not a function");
    expect(lines.join("\n")).toMatch(/\n {4}at .*print-failure.test.ts[\s\S]*caused by: Error: the disk is on fire/);
  });

  test.each(["a text", undefined, null, { a: 1 }])("that is no error at all (%j) is told too", (thrown) => {
    expect(printed(thrown)).toMatchObject({ code: 3, lines: [expect.anything(), String(thrown)] });
  });

  test("is one JSON object a line for machines", () => {
    for (const line of printed(new Error("x"), "json").lines)
      expect(JSON.parse(line)).toMatchObject({ level: "error" });
  });
});
