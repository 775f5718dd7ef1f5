import { safeText } from "../report/safe-text.ts";
import type { KindDiff, SnapshotDiff } from "./diff.ts";
import { countsOf, valueText } from "./render-values.ts";

/** A diff for a terminal: a heading for each kind, `+`, `-` and `~` before records, changed fields below. */
export function renderDiffText(diff: SnapshotDiff): string {
  const head = `${safeText(diff.before.name)} -> ${safeText(diff.after.name)}`;
  if (diff.kinds.length === 0) return `${head}: no record differs\n`;
  return `${[head, ...diff.kinds.flatMap(kindLines)].join("\n")}\n`;
}

function kindLines(kind: KindDiff): string[] {
  const changed = kind.changed.flatMap(({ id, fields }) => [
    `  ~ ${safeText(id)}`,
    ...fields.map(
      (one) => `      ${safeText(one.field)}: ${safeText(valueText(one.before))} -> ${safeText(valueText(one.after))}`,
    ),
  ]);
  return [
    "",
    `${safeText(kind.system)} ${kind.kind}: ${countsOf(kind)}`,
    ...kind.removed.map(({ id }) => `  - ${safeText(id)}`),
    ...kind.added.map(({ id }) => `  + ${safeText(id)}`),
    ...changed,
  ];
}
