import type { SystemInput } from "../../model/estate-input.ts";
import { parseRecordId, recordKinds } from "../../model/record-id.ts";

const newline = 0x0a;

/** The line that holds a record, as JSON; undefined where there is none. Kinds without an index are searched as bytes. */
export function findLine(id: string, systems: readonly SystemInput[]): string | undefined {
  const parts = parseRecordId(id);
  const kind = recordKinds.find((known) => known === parts?.kind);
  const input = systems.find(({ system }) => system === parts?.system);
  if (!kind || !input) return undefined;
  const key = Buffer.from(`"id":${JSON.stringify(id)}`);
  for (const { bytes } of input.lines[kind] ?? []) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = text.indexOf(key);
    if (at < 0) continue;
    const end = text.indexOf(newline, at);
    // Lines begin after the newline before them, and the first of a file after nothing.
    return text.subarray(text.lastIndexOf(newline, at) + 1, end < 0 ? text.length : end).toString("utf8");
  }
  return input.declared.find((line) => line.id === id)?.json;
}
