import type { Report } from "../../model/report.ts";
import type { Reporter } from "../reporter.ts";
import { cell } from "./cell.ts";
import { columns, rowsOf } from "./rows.ts";

/** CSV by RFC 4180, in UTF-8: everything of the report as rows, with the population that each was found in. */
export const csv: Reporter = {
  name: "csv",
  title: "CSV for spreadsheets and evidence: findings, undecided cases and what was examined",
  render,
};

function* render(report: Report): Generator<string> {
  yield `${columns.join(",")}\r\n`;
  for (const row of rowsOf(report)) yield `${columns.map((column) => cell(row[column])).join(",")}\r\n`;
}
