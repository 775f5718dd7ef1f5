import type { Report } from "../../model/report.ts";
import type { Reporter } from "../reporter.ts";
import { safeJson } from "../safe-json.ts";

/** The report as it is, in the shape that docs/schemas/report.schema.json describes; one finding a line. */
export const json: Reporter = {
  name: "json",
  title: "JSON, versioned, for programs",
  render: (report) => lines(report),
};

/** Lists as one entry a line: readable in a diff, and never one string of the whole report. */
function* lines(report: Report): Generator<string> {
  const entries = Object.entries(report);
  yield "{\n";
  for (const [index, [key, value]] of entries.entries()) {
    const comma = index < entries.length - 1 ? "," : "";
    if (!Array.isArray(value) || value.length === 0) {
      yield `${JSON.stringify(key)}: ${safeJson(value)}${comma}\n`;
      continue;
    }
    yield `${JSON.stringify(key)}: [\n`;
    let block = "";
    for (const [position, entry] of value.entries()) {
      block += `${safeJson(entry)}${position < value.length - 1 ? "," : ""}\n`;
      if (block.length < 1 << 16) continue;
      yield block;
      block = "";
    }
    yield `${block}]${comma}\n`;
  }
  yield "}\n";
}
