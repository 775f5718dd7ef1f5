import type { Problem } from "../errors.ts";

/** Sorts problems as their reader goes through the files: by file, line and column, in the order found where those agree. */
export function byPlace({ place: a = {} }: Problem, { place: b = {} }: Problem): number {
  const fileA = a.file ?? "";
  const fileB = b.file ?? "";
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
