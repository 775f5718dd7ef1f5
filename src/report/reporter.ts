import type { Report } from "../model/report.ts";

/** What a reporter may know of where its text goes. */
export interface ReportTarget {
  /** Width in characters. */
  readonly columns: number;
  readonly colour: boolean;
  /** Whether every finding is wanted, not the first few of each rule. */
  readonly all: boolean;
  /** Bytes that a summary for people may take; it says what it left out. */
  readonly size: number;
}

/** One format: a pure function of the report. Parts are yielded so that a large report needs no second copy in memory. */
export interface Reporter {
  /** That of its folder. */
  readonly name: string;
  readonly title: string;
  render(report: Report, target: ReportTarget): Iterable<string>;
}
