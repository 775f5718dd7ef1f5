import { expect, test } from "vitest";
import { createLog } from "../src/log.ts";
import { safeJson } from "../src/report/safe-json.ts";
import { safeText } from "../src/report/safe-text.ts";

function logged(format: "text" | "json"): string[] {
  const lines: string[] = [];
  const log = createLog({
    format,
    write: (line) => lines.push(line),
    clock: () => new Date("2026-11-22T08:00:00Z"),
    safe: safeText,
    safeJson: (value) => safeJson(value),
  });
  log.info("read", { system: "hr", records: 3, skipped: undefined });
  log.warn("odd\u001b[31m");
  log.error("two\nlines", { level: "none", whole: false });
  return lines;
}

test("text is one line a message, harmless to a terminal", () => {
  expect(logged("text")).toEqual([
    "read (system=hr, records=3)\n",
    "warning: odd\\u{1b}[31m\n",
    "error: two\\u{a}lines (level=none, whole=false)\n",
  ]);
});

test("JSON is one object a line, and no field takes the place of time, level or message", () => {
  const time = "2026-11-22T08:00:00.000Z";
  expect(logged("json").map((line) => JSON.parse(line))).toEqual([
    { time, level: "info", message: "read", system: "hr", records: 3 },
    { time, level: "warn", message: "odd\u001b[31m" },
    { time, level: "error", message: "two\nlines", whole: false },
  ]);
});

test("no character of a record acts on whoever reads the lines, and every value stays what it is", () => {
  const hostile = "\u001b[31m\u202e\u2066\u009b2J\u2028\u200b\u0000\u{e0041}";
  const lines = (["text", "json"] as const).map((format) => {
    const written: string[] = [];
    const log = createLog({
      ...{ format, write: (line) => written.push(line), clock: () => new Date("2026-11-22T08:00:00Z") },
      ...{ safe: safeText, safeJson: (value) => safeJson(value) },
    });
    log.warn(hostile, { name: hostile, [hostile]: 1 });
    return written.join("");
  });
  for (const line of lines) expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({ message: hostile, name: hostile, [hostile]: 1 });
});
