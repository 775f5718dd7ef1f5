import { canonicalLine } from "../canonical.ts";
import type { KindDiff } from "./diff.ts";

/** A value of a record in words: text as it is, an empty field as such, the rest as JSON. Not escaped. */
export function valueText(value: unknown): string {
  if (value === undefined) return "(empty)";
  if (typeof value === "string") return value === "" ? '""' : value;
  return canonicalLine({ value }).slice('{"value":'.length, -1);
}

/** `2 added, 1 removed`. */
export function countsOf({ added, removed, changed }: Pick<KindDiff, "added" | "removed" | "changed">): string {
  const counts = [
    [added.length, "added"],
    [removed.length, "removed"],
    [changed.length, "changed"],
  ] as const;
  return counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(", ");
}
