import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { reporters } from "../../src/report/registry.ts";

const digest = "a".repeat(64);
const hostile = "x\u001b[31m\u202e\u009b2J\u2028\n::error::no</script>| 日本 😀 ";

function finding(at: number, more: Partial<Report["findings"][number]> = {}): Report["findings"][number] {
  return {
    ...{
      fingerprint: digest,
      rule: "orphan-account",
      title: hostile,
      severity: "high",
      reason: "none",
      msg: `${at} ${hostile.repeat(5)}`,
    },
    ...{ object: hostile, subject: `account:forge/main/${hostile}${at}`, app: "forge", name: hostile },
    declared: { file: `${hostile}.yaml`, line: 3 },
    causes: [{ rule: "cause", reason: "r", msg: hostile.repeat(4), severity: "low" }],
    ...more,
  };
}

const report: Report = Report.parse({
  ...{
    version: 1,
    tool: { name: "entitlint", version: "1" },
    asOf: "2026-11-22T08:00:00Z",
    gate: { failOn: "medium" },
  },
  ...{ exitCode: 2, digests: { policies: digest, access: digest, config: digest } },
  population: { subjects: 1, machines: 2, accounts: 3, grants: 4, credentials: 5, documents: 6 },
  sources: [],
  obstacles: [{ code: "c", text: hostile.repeat(9) }],
  notices: [{ code: "c", text: `${"long".repeat(60)}` }],
  findings: Array.from({ length: 12 }, (_, at) => finding(at)),
  unknowns: [{ ...{ rule: "r", title: "t", reason: "r", msg: hostile, object: "o", subject: "s", app: "a" } }],
  rules: [],
  counts: [],
  notEvaluable: [{ rule: "r", app: "a", code: "c", text: hostile, required: false }],
});

const render = (name: string, columns = 80, more = {}) =>
  [
    ...(reporters.find((one) => one.name === name)?.render(report, { columns, colour: false, all: false, ...more }) ??
      []),
  ].join("");

// biome-ignore lint/suspicious/noControlCharactersInRegex: that none of them comes out is what is tested.
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;

describe("text", () => {
  test.each([60, 80, 200])("fits %i columns, says everything and lets nothing act", (columns) => {
    const text = render("text", columns, { all: true });
    for (const line of text.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    expect(text).not.toMatch(raw);
    expect(text).not.toMatch(/^\s*::error/m);
    expect(text.match(/ {4}- \d+ x/g)).toHaveLength(12);
  });

  test("colours only where they are asked for, and then no more than colours", () => {
    const painted = render("text", 80, { colour: true });
    expect(painted).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours.
    expect(painted.replace(/\u001b\[\d+m/g, "")).not.toMatch(raw);
  });

  test("says how many findings it left out", () => {
    expect(render("text")).toContain("… and 4 more (--all shows them)");
  });
});

describe("JSON", () => {
  test("is the report itself, the same twice, and lets nothing act", () => {
    const text = render("json");
    expect(Report.parse(JSON.parse(text))).toEqual(report);
    expect(render("json", 20)).toBe(text);
    expect(text).not.toMatch(raw);
  });
});
