import { eachLine, lineText } from "../../load/lines.ts";
import { parseRecord } from "../../load/rows.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import { parseRecordId, recordKinds } from "../../model/record-id.ts";

/** A record with the spot it stands at: a line of the snapshot, of a declaring file, or both. */
export interface LocatedRecord {
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly places: readonly string[];
}

/** Finds a record by its id. */
export function locateRecord(id: string, systems: readonly SystemInput[]): LocatedRecord | undefined {
  const parts = parseRecordId(id);
  const kind = recordKinds.find((known) => known === parts?.kind);
  const system = systems.find((candidate) => candidate.system === parts?.system);
  if (!kind || !system) return undefined;
  const places: string[] = [];
  let record: LocatedRecord["record"] | undefined;
  const needle = `"id":${JSON.stringify(id)}`;
  for (const file of system.lines[kind] ?? []) {
    if (Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length).indexOf(needle) < 0) continue;
    let line = 0;
    eachLine(file.bytes, (start, end) => {
      line += 1;
      const text = lineText(file.bytes, start, end);
      const found = text.includes(needle) ? parseRecord<{ id: string }>(text) : undefined;
      if (found?.id !== id) return;
      record = { ...found };
      places.push(`${file.path}:${line}`);
    });
  }
  const declared = system.declared.find((candidate) => candidate.id === id);
  if (declared) {
    record ??= { ...parseRecord<{ id: string }>(declared.json) };
    places.push(`${declared.declared.file}:${declared.declared.line}`);
  }
  return record && { id, record, places };
}
