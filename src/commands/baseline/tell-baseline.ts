import { counted } from "../../counted.ts";
import type { Report } from "../../model/report.ts";
import { debtsByOwner } from "../../report/put-off.ts";
import { safeJson } from "../../report/safe-json.ts";
import { safeText } from "../../report/safe-text.ts";
import { table } from "../../report/text/table.ts";
import { doubtLines } from "../../report/unproven-text.ts";
import type { FileEdit } from "../access/file-edit.ts";
import { unifiedDiff } from "../access/unified-diff.ts";
import type { CommandContext } from "../context.ts";

/** What was done to the baseline, or would be. */
export interface BaselineDone {
  readonly file: FileEdit | undefined;
  readonly added: number;
  readonly removed: number;
  readonly isWritten: boolean;
  /** As it is judged with the change. */
  readonly report: Report;
}

const entriesOf = (count: number) => counted(count, "entry", "entries");

/** Tells the change, and what is left by owner. */
export function tellBaseline(
  { file, added, removed, isWritten, report }: BaselineDone,
  { format }: { readonly format: "text" | "json" },
  { stdout, columns, colour }: CommandContext,
): void {
  const debts = debtsByOwner(report);
  const { unproven = 0, doubts } = report.baseline ?? {};
  if (format === "json") {
    const owners = debts.map(({ owner, open, due, nextDue }) => ({
      owner,
      open,
      due,
      ...(nextDue !== undefined && { nextDue }),
    }));
    stdout.write(
      `${safeJson({ version: 1, written: isWritten && file !== undefined, added, removed, unproven, ...(doubts && { doubts }), owners }, 2)}\n`,
    );
    return;
  }
  const diff = file && !isWritten ? [...unifiedDiff(file.path, file.before, file.edits), ""] : [];
  const rows = debts.map(({ owner, open, nextDue, due }) => [owner, open, nextDue ?? "-", due]);
  const target = { columns, colour, all: true, size: 0 };
  const left =
    debts.length > 0 ? `\n${table(["owner", "put off", "next due", "counts again"], rows, target, ["next due"])}` : "";
  const did = isWritten ? "" : "would be ";
  const lines = [
    ...diff,
    `${counted(added, "finding")} ${did}put off, ${entriesOf(removed)} ${did}taken out${file ? `: ${file.path}` : ""}.`,
    ...(unproven > 0
      ? [
          `Of ${entriesOf(unproven)} nobody can say whether the finding is gone:`,
          ...doubtLines(doubts, entriesOf).map((line) => `  ${line}`),
        ]
      : []),
    ...(isWritten && file ? ["Next:", "  entitlint check", `  git add ${file.path} && git commit`] : []),
  ];
  stdout.write(`${lines.map(safeText).join("\n")}\n${left}`);
}
