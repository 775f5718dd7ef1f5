import { safeMarkdown } from "../report/safe-text.ts";
import type { KindDiff, SnapshotDiff } from "./diff.ts";
import { countsOf, valueText } from "./render-values.ts";

/** A diff for a pull request: a section and a table for each kind. Nothing from a record comes to life in it. */
export function renderDiffMarkdown(diff: SnapshotDiff): string {
  const head = `${safeMarkdown(diff.before.name)} → ${safeMarkdown(diff.after.name)}`;
  if (diff.kinds.length === 0) return `${head}: no record differs.\n`;
  return `${[`Records that differ, ${head}:`, ...diff.kinds.flatMap(section)].join("\n\n")}\n`;
}

function section(kind: KindDiff): string[] {
  const rows = [
    ...kind.removed.map(({ id }) => row("removed", id)),
    ...kind.added.map(({ id }) => row("added", id)),
    ...kind.changed.flatMap(({ id, fields }) =>
      fields.map((one) => row("changed", id, one.field, valueText(one.before), valueText(one.after))),
    ),
  ];
  return [
    `### ${safeMarkdown(kind.system)} ${kind.kind}: ${countsOf(kind)}`,
    ["| | record | field | before | after |", "|---|---|---|---|---|", ...rows].join("\n"),
  ];
}

function row(what: string, ...cells: readonly string[]): string {
  const padded = [...cells, "", "", ""].slice(0, 4).map(safeMarkdown);
  return `| ${what} | ${padded.join(" | ")} |`;
}
