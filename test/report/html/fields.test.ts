import { describe, expect, test } from "vitest";
import * as z from "zod";
import { Report } from "../../../src/model/report.ts";
import { spanText } from "../../../src/report/posture-text.ts";
import { render } from "../small-report.ts";
import { plant } from "./plant.ts";
import { readPage } from "./read-page.ts";
import { schemaGaps } from "./schema-gaps.ts";
import { wholeReport } from "./whole-report.ts";

/** Seconds, which people are told as days and hours. */
const spans = /\.(p50|p95|longest|seconds)$|\.exposure\.top\.\d+\.value$/;

const { report, planted } = plant(wholeReport());
const page = readPage(render("html", report));

describe("everything that a report knows", () => {
  test("is in the report that this test goes by", () => {
    const schema = z.toJSONSchema(Report, { unrepresentable: "any" });
    expect(schemaGaps(schema as Parameters<typeof schemaGaps>[0], [wholeReport()])).toEqual([]);
    expect(planted.length).toBeGreaterThan(250);
  });

  test("is shown to people, whether scripts run or not", () => {
    const text = page.text.replaceAll(/(?<=\d),(?=\d{3})/g, "");
    const ids = page.tags.map(({ attributes }) => attributes.id);
    const missing = planted.filter(({ path, value }) => {
      const shown = spans.test(path) ? spanText(Number(value)) : String(value);
      return !text.includes(shown) && !ids.includes(shown);
    });
    expect(missing).toEqual([]);
  });

  test("of findings is in the data that the page's own script shows", () => {
    const data = JSON.stringify(page.data);
    const ofFindings = planted.filter(({ path }) => path.startsWith("report.findings."));
    expect(ofFindings.length).toBeGreaterThan(50);
    expect(ofFindings.filter(({ value }) => !data.includes(String(value)))).toEqual([]);
  });
});
