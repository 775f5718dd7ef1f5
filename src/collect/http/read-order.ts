import type { HttpOptions } from "./schema.ts";

type Reads = HttpOptions["reads"];

/** The names of the reads, each after the one that it depends on, otherwise by code unit. */
export function readOrder(reads: Reads): string[] {
  return Object.keys(reads).toSorted((a, b) => {
    const depth = depthOf(a, reads) - depthOf(b, reads);
    return depth === 0 ? (a < b ? -1 : 1) : depth;
  });
}

/** A read and all that depend on it, however far. */
export function dependentsOf(name: string, reads: Reads): string[] {
  const direct = Object.keys(reads).filter((other) => reads[other]?.forEach === name);
  return [name, ...direct.flatMap((other) => dependentsOf(other, reads))];
}

function depthOf(name: string, reads: Reads): number {
  const before = reads[name]?.forEach;
  return before === undefined ? 0 : 1 + depthOf(before, reads);
}
