import type { Problem } from "../errors.ts";
import { parseRecordId } from "../model/record-id.ts";

/** One reference with the place it stands at. */
export interface Referrer {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly field: string;
  readonly to: string;
}

/**
 * References that lead to no record of the snapshot, as one warning for each field of a file and each kind it leads to:
 * a kind that was not collected would otherwise give as many warnings as there are records.
 */
export function checkDangling(
  referrers: readonly Referrer[],
  ids: ReadonlySet<string>,
  isCollected: (id: string) => boolean,
): Problem[] {
  const groups = new Map<string, Referrer[]>();
  for (const referrer of referrers) {
    if (ids.has(referrer.to)) continue;
    const { system, kind } = parseRecordId(referrer.to) ?? {};
    const key = `${referrer.file} ${referrer.field} ${kind} ${system}`;
    const group = groups.get(key);
    if (group) group.push(referrer);
    else groups.set(key, [referrer]);
  }
  return [...groups.values()].flatMap(([first, ...more]) =>
    first ? [warning(first, more, isCollected(first.to))] : [],
  );
}

function warning({ file, line, id, field, to }: Referrer, more: readonly Referrer[], collected: boolean): Problem {
  const { system, kind } = parseRecordId(to) ?? {};
  const others = more.length > 0 ? `, and ${more.length} more such references` : "";
  const why = collected ? "which is not in the snapshot" : `and no ${kind} of ${system} was collected`;
  return {
    code: "snapshot/dangling-reference",
    message: `\`${field}\` refers to ${to}, ${why}${others}`,
    place: { file, line, record: id },
    next: collected
      ? "Check whether the two kinds were read at different times."
      : `Collect the kind ${kind} of ${system}.`,
  };
}
