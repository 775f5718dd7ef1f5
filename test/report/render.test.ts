import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { reporters } from "../../src/report/registry.ts";
import { render as renderSmall, smallReport } from "./small-report.ts";

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
    place: { file: `${hostile}.yaml`, line: 3, what: "declaration" },
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
  files: { config: "entitlint.yaml" },
  population: { subjects: 1, machines: 2, accounts: 3, grants: 4, credentials: 5, documents: 6 },
  sources: [],
  obstacles: [{ code: "c", text: hostile.repeat(9) }],
  notices: [{ code: "c", text: `${"long".repeat(60)}` }],
  findings: Array.from({ length: 12 }, (_, at) => finding(at)),
  unknowns: [
    {
      ...{
        rule: "r",
        title: "t",
        reason: "r",
        msg: hostile,
        object: "o",
        subject: "s",
        app: "a",
        place: { file: "f", line: 1, what: "manifest" },
      },
    },
  ],
  rules: [],
  counts: [],
  notEvaluable: [{ rule: "r", app: "a", code: "c", text: hostile, required: false }],
});

/** The same with names of every length wherever a table or a heading shows one. */
const crowded: Report = Report.parse({
  ...report,
  sources: ["hr", "a-system-whose-name-is-as-long-as-somebody-could-think-of", "日本の人事システム本社東京"].map(
    (system) => ({
      ...{ system, role: "directory", required: true, declares: false },
      kinds: [
        {
          kind: "identity",
          observedAt: "2026-11-22T06:00:00Z",
          completeness: "not-collected",
          count: 123_456_789,
          freshness: "stale",
        },
      ],
    }),
  ),
  findings: [...report.findings, finding(12, { rule: `${"long-".repeat(20)}rule` })],
  unknowns: [...report.unknowns, { ...report.unknowns[0], object: "a", count: 4000 }],
  counts: ["leaver-account-enabled", "日本語のとても長い名前の規則で終わらない", `own-${"x".repeat(90)}`].map(
    (rule) => ({
      ...{ rule, app: "an-application-with-a-rather-long-name", examines: "grant" },
      ...{ examined: 1_400_000, violating: 12, asCause: 0, unknown: 7 },
    }),
  ),
});

const render = (name: string, columns = 80, more = {}, given = report) =>
  [
    ...(reporters
      .find((one) => one.name === name)
      ?.render(given, { columns, colour: false, all: false, size: 65_535, ...more }) ?? []),
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

  test.each([60, 80, 120])("keeps tables and headings within %i columns, and loses nothing of them", (columns) => {
    const text = render("text", columns, { all: true }, crowded);
    for (const line of text.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    const solid = text.replace(/\s/g, "");
    for (const word of ["123456789", "1400000", "2026-11-22T06:00:00Z", "exitcode2:couldnotjudge(gate:medium)"])
      expect(solid).toContain(word);
    for (const part of ["a-sys", "日本の", "own-xxx", "日本語の", "long-long-"]) expect(text).toContain(part);
    const painted = render("text", columns, { all: true, colour: true }, crowded);
    for (const line of painted.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  });

  test("columns of a table stay under their heading when words wrap", () => {
    const lines = render("text", 60, { all: true }, crowded).split("\n");
    const at = lines.findIndex((line) => line.includes("examined") && line.includes("violating"));
    const column = (line = "") => line.indexOf("violating") + "violating".length;
    expect(lines[at + 1]?.slice(0, column(lines[at])).endsWith(" 12")).toBe(true);
  });

  test("says how much was examined in which nothing was found", () => {
    const rest = "… and 1 more row in which nothing was found (--all shows them)";
    expect(renderSmall("text", smallReport())).toContain(rest);
    expect(renderSmall("text", smallReport(), { all: true })).not.toContain("more row");
  });

  test("tells cases of one cause first, and counts each of them", () => {
    const text = render("text", 80, {}, crowded);
    expect(text).toContain("Could not be decided  4001");
    expect(text).toContain("4001 undecided");
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
