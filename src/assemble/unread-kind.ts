import type { Blindness } from "../model/estate.ts";
import type { KindEntry } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";

/** Why the records of a kind say nothing of what is not among them; undefined where they were read whole. */
export function unreadKind(kind: RecordKind, place: string, entry: KindEntry | undefined): Blindness | undefined {
  const completeness = entry?.completeness ?? "not-collected";
  if (completeness === "not-collected")
    return { code: completeness, text: `no ${kind} records of ${place} were collected` };
  if (completeness === "denied" || completeness === "partial")
    return { code: completeness, text: `the ${kind} records of ${place} are ${completeness}` };
  return undefined;
}
