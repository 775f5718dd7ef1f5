import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { cell } from "../../src/report/csv/cell.ts";
import { acting, hostileReport, tries } from "./hostile-report.ts";
import { cleanReport, finding, render, smallReport, unjudgedReport } from "./small-report.ts";

const rowsOf = (report: Report): Record<string, string>[] =>
  parse(render("csv", report), { columns: true, record_delimiter: "\r\n" });

describe("CSV", () => {
  test("has a row for every finding with the population it was found in, and for whatever else was said", () => {
    const rows = rowsOf(smallReport());
    expect(rows.map(({ row, rule, app }) => `${row} ${rule} ${app}`)).toEqual([
      "violation grant-no-active-record forge",
      "violation grant-no-active-record forge",
      "violation nhi-no-expiry forge",
      "undecided grant-no-active-record doors",
      "not-evaluable orphan-account doors",
      "examined grant-no-active-record forge",
      "examined grant-no-active-record doors",
      "examined nhi-no-expiry forge",
      "examined nhi-no-expiry idp",
    ]);
    expect(rows[1]).toMatchObject({
      ...{ severity: "high", object: "grant:forge/main/a2:dev", name: "Ana 2", file: "snapshots/forge/grant.ndjson" },
      ...{ line: "3", place: "record", causes: "orphan-account: it matches nobody.", examines: "grant", examined: "7" },
      ...{ violating: "2", undecided: "0", controls: "NHI1:2025; AC-2(3); CIS 5.1; House rule 7", exit_code: "1" },
      ...{ as_of: "2026-11-22T08:00:00Z", snapshot: "a".repeat(64), change: "", waiver: "" },
    });
  });

  test("tells waived findings and those that are gone from violations", () => {
    const waiver = { id: "w-1", reason: "vendor", owner: "group:okta/pay", until: "2027-01-31" };
    const findings = [finding(1, { waiver }), finding(2, { change: "fixed" }), finding(3, { change: "introduced" })];
    const rows = rowsOf(smallReport({ findings })).slice(0, 3);
    expect(rows.map(({ row, change, waived_until }) => [row, change, waived_until])).toEqual([
      ["waived", "", "2027-01-31"],
      ["fixed", "fixed", ""],
      ["violation", "introduced", ""],
    ]);
  });

  test.each([2, 3] as const)("of a run with exit code %i begins with what kept it from judging", (exitCode) => {
    const [first] = rowsOf(unjudgedReport(exitCode));
    expect(first).toMatchObject({ row: "could-not-judge", app: "forge", exit_code: String(exitCode) });
    expect(rowsOf(unjudgedReport(exitCode, { obstacles: [] }))[0]).toMatchObject({ row: "could-not-judge" });
    expect(rowsOf(cleanReport()).map(({ row }) => row)).toEqual(["examined"]);
  });
});

describe("a cell", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1+1", "'＝1+1"],
    [" =1+1", "' =1+1"],
    ["1 ", '"1 "'],
    ["\t=1+1", "\\u{9}=1+1"],
    ["\r=1+1", "\\u{d}=1+1"],
    ['a"b', '"a""b"'],
    ["a,b", '"a,b"'],
    ["a-b@c", "a-b@c"],
    ["", ""],
  ])("%j becomes %s", (text, written) => {
    expect(cell(text)).toBe(written);
  });
});

test("nothing hostile comes through: it parses, and no cell is a formula or acts", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const text = render("csv", report);
      expect(text).not.toMatch(acting);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      for (const row of rowsOf(report))
        for (const value of Object.values(row)) expect(value).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/u);
    }),
    tries,
  );
});
