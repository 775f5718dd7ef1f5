import { counted } from "../../counted.ts";
import type { ReportWaiver } from "../../model/report.ts";
import { safeJson } from "../../report/safe-json.ts";
import { safeText } from "../../report/safe-text.ts";
import type { FileEdit } from "../access/file-edit.ts";
import { unifiedDiff } from "../access/unified-diff.ts";
import type { CommandContext } from "../context.ts";

/** A waiver that was written, or would be. */
export interface WrittenWaiver {
  readonly file: FileEdit;
  readonly waiver: ReportWaiver;
  readonly isWritten: boolean;
}

/** Shows what was written as a diff, what it does, and what comes next. */
export function tellWaiver(
  { file, waiver, isWritten }: WrittenWaiver,
  { format }: { readonly format: "text" | "json" },
  { stdout }: CommandContext,
): void {
  if (format === "json") {
    stdout.write(`${safeJson({ version: 1, written: isWritten, file: file.path, waiver }, 2)}\n`);
    return;
  }
  const does = `${waiver.id} lets ${counted(waiver.findings, "finding")} of ${waiver.rule} stand until ${waiver.until}.`;
  const next = isWritten
    ? ["Next:", "  entitlint check", `  git add ${file.path} && git commit`]
    : ["Nothing was written, because of --dry-run."];
  const lines = [...unifiedDiff(file.path, file.before, file.edits), "", does, ...waiver.notes, ...next];
  stdout.write(`${lines.map(safeText).join("\n")}\n`);
}
