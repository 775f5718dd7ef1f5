import { counted } from "../counted.ts";
import { type Place, placeText } from "../errors.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Note } from "./build-record.ts";

interface Example {
  readonly id: string;
  readonly raw: string;
  readonly place: Place;
}

/** Counts what could not be read in records, so that a million bad cells are one warning with one example. */
export class NoteBook {
  readonly #counted = new Map<string, { readonly kind: RecordKind; count: number; example: Example }>();

  add(kind: RecordKind, { field, reason, raw }: Note, id: string, place: Place): void {
    const key = `${kind}.${field} ${reason}`;
    const example = { id, raw, place };
    const known = this.#counted.get(key);
    if (known === undefined) this.#counted.set(key, { kind, count: 1, example });
    else {
      known.count++;
      // The example is the one of the smallest id, so that the order of rows does not matter.
      if (id < known.example.id) known.example = example;
    }
  }

  /** The warnings of a kind, sorted. */
  warnings(kind: RecordKind): string[] {
    return [...this.#counted]
      .filter(([, counted]) => counted.kind === kind)
      .map(
        ([
          key,
          {
            count,
            example: { id, raw, place },
          },
        ]) => {
          const text = raw === "" ? "" : `${JSON.stringify(raw.slice(0, 40))} `;
          return `${key} in ${counted(count, "record")}, such as ${text}at ${placeText(place)} (${id})`;
        },
      )
      .toSorted();
  }
}
