import type { DocumentBatch } from "../model/batch.ts";

/** Some documents of a batch as a batch of their own. */
export function partOf(batch: DocumentBatch, from: number, to = batch.ids.length): DocumentBatch {
  const start = batch.ends[from - 1] ?? 0;
  return {
    scope: batch.scope,
    ids: batch.ids.slice(from, to),
    ends: batch.ends.slice(from, to).map((end) => end - start),
    bytes: batch.bytes.slice(start, batch.ends[to - 1] ?? start),
  };
}
