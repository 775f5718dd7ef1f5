import stringWidth from "fast-string-width";
import { safeText } from "../../report/safe-text.ts";
import { snapshotDigest, type WriteResult } from "../../snapshot/index.ts";
import type { CommandContext, CommonOptions } from "../context.ts";
import type { Outcome } from "./outcome.ts";

export interface SummaryOptions {
  readonly context: CommandContext;
  readonly folder: string;
  /** Whether nothing was meant to be written. */
  readonly dryRun: boolean;
  readonly logFormat: CommonOptions["logFormat"];
}

interface Row {
  readonly source: string;
  readonly kind: string;
  readonly records: number;
  readonly completeness: string;
  readonly observedAt: string;
  readonly warnings: readonly string[];
}

const headings = ["source", "kind", "records", "completeness", "observed", "warnings"];

/** Tells on standard error what was read, how completely, and what became of the snapshot. */
export function printSummary(
  outcomes: readonly Outcome[],
  written: WriteResult | undefined,
  options: SummaryOptions,
): void {
  const { context, logFormat } = options;
  const rows = outcomes.flatMap(rowsOf);
  if (logFormat === "json") {
    for (const { warnings, ...row } of rows) context.log.info("collected", { ...row, warnings: warnings.length });
  } else context.stderr.write(`${table(rows).join("\n")}\n`);
  for (const { source, warnings } of rows) for (const warning of warnings) context.log.warn(warning, { source });
  for (const [system, doubts] of written?.doubts ?? []) {
    for (const doubt of doubts) context.log.warn(`not believed: ${doubt}`, { source: system });
    if (options.dryRun) continue;
    const look = `the reading of ${system} lies in ${options.folder}.suspect, and the records before it stay`;
    context.log.warn(`${look}; \`entitlint snapshot accept ${system}\` takes it in`);
  }
  const isRead = outcomes.length === 0 || outcomes.some((outcome) => "collected" in outcome);
  if (options.dryRun) context.log.info("nothing was written");
  else
    context.log.info(ending(written, isRead, options.folder), written && { digest: snapshotDigest(written.manifest) });
}

function rowsOf(outcome: Outcome): Row[] {
  const source = outcome.source.key;
  if ("problems" in outcome)
    return [{ source, kind: "-", records: 0, completeness: "failed", observedAt: "-", warnings: [] }];
  return outcome.collected.kinds.map(({ kind, completeness, observedAt, warnings, records }) => ({
    ...{ source, kind, completeness, observedAt, warnings },
    records: records.size,
  }));
}

function table(rows: readonly Row[]): string[] {
  const cells = rows.map((row) =>
    [row.source, row.kind, String(row.records), row.completeness, row.observedAt, String(row.warnings.length)].map(
      safeText,
    ),
  );
  const lines = [headings, ...cells];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? ""))));
  return lines.map((line) =>
    line
      .map((cell, column) => {
        const room = " ".repeat((widths[column] ?? 0) - stringWidth(cell));
        return column === 2 || column === 5 ? room + cell : cell + room;
      })
      .join("  ")
      .trimEnd(),
  );
}

function ending(written: WriteResult | undefined, isRead: boolean, folder: string): string {
  if (written === undefined) return "nothing was read, so there is still no snapshot";
  if (!isRead) return `nothing was read; ${folder} keeps its records, and says that they could not be renewed`;
  if (written.outcome === "unchanged") return `nothing has changed; ${folder} stays as it is`;
  return written.outcome === "dated" ? `nothing has changed; ${folder} has new dates` : `wrote ${folder}`;
}
