import { parseRecordId, recordKinds } from "../model/record-id.ts";
import { shardOf } from "../spool/shard.ts";
import { filePath } from "./layout.ts";
import type { Snapshot } from "./open.ts";
import { type FileLine, SortedLines } from "./sorted-lines.ts";

/** Finds the line of a record. In a file that somebody altered a line may not be found, but never a wrong one. */
export class RecordLines {
  readonly #snapshot: Snapshot;
  readonly #files = new Map<string, SortedLines | undefined>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  find(id: string): FileLine | undefined {
    const parts = parseRecordId(id);
    const kind = recordKinds.find((known) => known === parts?.kind);
    if (!parts || !kind) return undefined;
    const name = { system: parts.system, kind, part: "records" } as const;
    const whole = this.#lines(filePath(name), name);
    return (whole ?? this.#lines(filePath({ ...name, shard: shardOf(id) }), name))?.find(id);
  }

  #lines(path: string, { system, kind }: { system: string; kind: (typeof recordKinds)[number] }) {
    if (this.#files.has(path)) return this.#files.get(path);
    const file = this.#snapshot.files(system, kind).find((one) => one.path === path);
    const lines = file && new SortedLines(file);
    this.#files.set(path, lines);
    return lines;
  }
}
