import type { SystemInput } from "../../model/estate-input.ts";
import type { RecordKind } from "../../model/record-id.ts";

/** Whether a kind was read to its end: in one system, or in every one that was read for it at all. */
export function wasRead(systems: readonly SystemInput[], kind: RecordKind, name?: string): boolean {
  const read = systems
    .filter(({ system }) => name === undefined || system === name)
    .flatMap(({ kinds }) => kinds[kind] ?? []);
  return read.length > 0 && read.every(({ completeness }) => completeness === "full" || completeness === "asserted");
}
