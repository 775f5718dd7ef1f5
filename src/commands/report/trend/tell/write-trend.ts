import type { Trend } from "../../../../model/trend.ts";
import type { ReportTarget } from "../../../../report/reporter.ts";
import { safeJson } from "../../../../report/safe-json.ts";
import { trendCsv } from "./csv.ts";
import { trendPage } from "./html/page.tsx";
import { trendMarkdown } from "./markdown.ts";
import { trendText } from "./text.ts";

const trendFormats = {
  text: trendText,
  json: (trend: Trend) => [`${safeJson(trend, 2)}\n`],
  markdown: trendMarkdown,
  html: trendPage,
  csv: trendCsv,
} as const;

/** A trend in one of its formats, part by part. */
export function writeTrend(trend: Trend, format: keyof typeof trendFormats, target: ReportTarget): Iterable<string> {
  return trendFormats[format](trend, target);
}
