import { parseRecordId, recordKinds } from "../model/record-id.ts";
import { byCodeUnit } from "./canonical.ts";
import type { SnapshotFile } from "./file.ts";
import { parseFilePath, shardOf } from "./layout.ts";
import { LineCount } from "./line-count.ts";
import type { Snapshot } from "./open.ts";

const newline = 0x0a;

/** A line of a file of a snapshot; lines count from 1. */
export interface FileLine {
  readonly path: string;
  readonly line: number;
}

/**
 * Finds the line of a record by halving: lines are sorted by id. A file that somebody altered may not be; then a line is
 * not found, but never a wrong one.
 */
export class RecordLines {
  readonly #snapshot: Snapshot;
  readonly #counts = new Map<string, LineCount>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  find(id: string): FileLine | undefined {
    const parts = parseRecordId(id);
    const kind = recordKinds.find((known) => known === parts?.kind);
    if (!parts || !kind) return undefined;
    const shard = shardOf(id);
    const file = this.#snapshot.files(parts.system, kind).find(({ path }) => {
      const of = parseFilePath(path)?.shard;
      return of === undefined || of === shard;
    });
    if (!file) return undefined;
    const start = lineStart(file, id);
    return start === undefined ? undefined : { path: file.path, line: this.#countOf(file).at(start) };
  }

  #countOf(file: SnapshotFile): LineCount {
    const known = this.#counts.get(file.path) ?? new LineCount(file.bytes);
    this.#counts.set(file.path, known);
    return known;
  }
}

/** Where the line of an id starts. `low` and `high` are always starts of lines. */
function lineStart({ bytes }: SnapshotFile, id: string): number | undefined {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // A search backwards from before the first byte would begin at the end.
    const start = middle === 0 ? 0 : bytes.lastIndexOf(newline, middle - 1) + 1;
    const next = bytes.indexOf(newline, middle);
    const end = next < 0 ? bytes.length : next;
    const found = idOf(bytes.toString("utf8", start, end));
    if (found === id) return start;
    if (found !== undefined && byCodeUnit(found, id) < 0) low = end + 1;
    else high = start;
  }
  return undefined;
}

function idOf(line: string): string | undefined {
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === "object" && record !== null && "id" in record ? String(record.id) : undefined;
  } catch {
    return undefined;
  }
}
