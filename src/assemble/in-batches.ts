import type { DocumentBatch } from "../model/batch.ts";
import { ByteWriter } from "./byte-writer.ts";

/** Documents a batch holds, and bytes after which it is closed sooner. */
const batchDocuments = 256;
const batchBytes = 2 << 20;

/** Puts items into batches of documents, in the order of their keys. */
export function* inBatches<T>(
  scope: DocumentBatch["scope"],
  items: readonly T[],
  key: (item: T) => string,
  write: (writer: ByteWriter, item: T) => string,
): Generator<DocumentBatch> {
  const sorted = items.every((item, index) => index === 0 || key(items[index - 1] ?? item) <= key(item))
    ? items
    : [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const writer = new ByteWriter();
  let ids: string[] = [];
  let ends: number[] = [];
  for (const item of sorted) {
    ids.push(write(writer, item));
    ends.push(writer.length);
    if (ids.length < batchDocuments && writer.length < batchBytes) continue;
    yield { scope, ids, ends, bytes: writer.take() };
    ids = [];
    ends = [];
  }
  if (ids.length > 0) yield { scope, ids, ends, bytes: writer.take() };
}
