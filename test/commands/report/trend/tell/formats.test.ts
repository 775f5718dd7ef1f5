import { parse } from "csv-parse/sync";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { sparkline, sparkText } from "../../../../../src/commands/report/trend/tell/sparkline.ts";
import { writeTrend } from "../../../../../src/commands/report/trend/tell/write-trend.ts";
import { workOut } from "../../../../../src/judge/trend/index.ts";
import { stateOf } from "../../../../../src/judge/trend/state.ts";
import type { Report } from "../../../../../src/model/report.ts";
import type { Trend } from "../../../../../src/model/trend.ts";
import { acting, hostileReport, tries } from "../../../../report/hostile-report.ts";
import { readPage } from "../../../../report/html/read-page.ts";
import { smallReport } from "../../../../report/small-report.ts";

const days = ["2026-11-02", "2026-11-03", "2026-11-17"];

/** The trend of a report whose findings stand, then are half gone, then are as they were. */
function trendOf(report: Report): Trend {
  const half = report.findings.slice(Math.ceil(report.findings.length / 2));
  const states = days.flatMap((date, index) => {
    const state = stateOf({ ...report, asOf: `${date}T06:00:00Z`, ...(index === 1 && { findings: half }) });
    return typeof state === "string" ? [] : [state];
  });
  const texts = [...report.obstacles, ...report.notices].map(({ text }) => text);
  return {
    ...{ version: 1, tool: { name: "entitlint", version: "0.0.0" }, asOf: "2026-11-22T09:00:00Z", every: "snapshot" },
    judgedBy: { policies: "a".repeat(64), config: "b".repeat(64), rules: 7 },
    exitCode: 0,
    snapshots: [
      ...states.map(({ collectedAt }) => ({ commit: "c".repeat(40), collectedAt, state: "judged" as const })),
      ...texts.map((why, at) => ({ commit: String(at).padStart(40, "0"), state: "gap" as const, why })),
    ],
    leftOut: { byEvery: 2, outside: 1 },
    notices: texts,
    ...workOut({ states, startsBefore: false, gaps: [], first: "2026-11-02", last: "2026-11-17" }),
  };
}

const target = { columns: 80, colour: false, all: true, size: 0 };
const written = (trend: Trend, format: Parameters<typeof writeTrend>[1]) =>
  [...writeTrend(trend, format, target)].join("");

describe("the page of a trend", () => {
  const page = readPage(written(trendOf(smallReport()), "html"));

  test("runs and loads nothing", () => {
    const policy = page.tags.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    expect(policy?.attributes.content).toMatch(
      /^default-src 'none'; script-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
    );
    expect(page.tags.filter(({ name }) => name === "script")).toEqual([]);
    const addresses = page.tags.flatMap(({ attributes: { href, src } }) => [href, src]).filter(Boolean);
    expect(addresses.filter((address) => !address?.startsWith("#"))).toEqual([]);
  });

  test("has each id once, every link leads to one, and what is drawn is told in words", () => {
    const ids = page.tags.flatMap(({ attributes: { id } }) => id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const meant = page.tags.flatMap(({ attributes }) => [
      ...(attributes.href ? [attributes.href.slice(1)] : []),
      ...(attributes["aria-labelledby"] ? [attributes["aria-labelledby"]] : []),
    ]);
    expect(meant.filter((id) => !ids.includes(id))).toEqual([]);
    const drawn = page.tags.filter(({ name }) => name === "svg");
    expect(drawn.filter(({ attributes }) => !(attributes["aria-label"] ?? attributes["aria-hidden"]))).toEqual([]);
    const plots = drawn.filter(({ attributes }) => attributes.role === "img");
    expect(plots.map(({ attributes }) => attributes["aria-label"])).toEqual([
      "Open, from 2026-W45 to 2026-W47: 1 to 3, least 1, most 3. The table below has all numbers.",
      "New, from 2026-W45 to 2026-W47: 0 to 2, least 0, most 2. The table below has all numbers. Mended, from 2026-W45 to 2026-W47: 2 to 0, least 0, most 2. The table below has all numbers.",
    ]);
  });
});

test("a line of bars has its numbers beside it, and a week of which nothing is known is no zero", () => {
  const numbers = [0, 1, undefined, 50, 100];
  expect(sparkline(numbers)).toBe("▁▂·▅█");
  expect(sparkText(numbers)).toBe("0 to 100, least 0, most 100");
  expect([sparkline([undefined]), sparkText([undefined])]).toEqual(["·", "nothing is known"]);
});

test("nothing that somebody chose acts, whatever the format", () => {
  const markdown = new MarkdownIt({ html: true, linkify: true });
  fc.assert(
    fc.property(hostileReport, (report) => {
      const trend = trendOf(report);
      for (const format of ["text", "json", "markdown", "html", "csv"] as const)
        expect(acting.exec(written(trend, format))?.index, format).toBeUndefined();
      expect(JSON.parse(written(trend, "json"))).toEqual(JSON.parse(JSON.stringify(trend)));
      const tags = readPage(written(trend, "html")).tags;
      expect(tags.filter(({ name }) => name === "script" || name === "img" || name === "iframe")).toEqual([]);
      const tokens = markdown
        .parse(written(trend, "markdown"), {})
        .flatMap((token) => [token, ...(token.children ?? [])]);
      expect(tokens.filter(({ type }) => /link|image|html|fence/.test(type)).map(({ content }) => content)).toEqual([]);
      const loose = tokens.filter(({ type }) => type === "text").map(({ content }) => content);
      expect(loose.filter((content) => /[@#<>[\]*_~&|\\]|:\/\/|www\./.test(content))).toEqual([]);
      const rows: string[][] = parse(written(trend, "csv"), { record_delimiter: "\r\n" });
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      expect(rows.flat().filter((cell) => /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell))).toEqual([]);
      expect(rows.filter(([row]) => row === "finding")).toHaveLength(
        trend.findings.flatMap(({ episodes }) => episodes).length,
      );
    }),
    tries,
  );
});
