import { RecordStore } from "../../src/collect/record-store.ts";
import type { Place } from "../../src/errors.ts";
import type { CollectedSource, StatedKind } from "../../src/model/collected.ts";
import type { AnyRecord } from "../../src/model/record.ts";
import type { RecordKind } from "../../src/model/record-id.ts";
import type { Activity } from "../../src/model/records/evidence.ts";

export interface PlainRecord {
  readonly kind: RecordKind;
  readonly record: AnyRecord;
  readonly place?: Place;
}

/** A source with all its records at hand. */
export interface PlainSource extends Omit<CollectedSource, "kinds"> {
  readonly kinds: readonly StatedKind[];
  readonly records: readonly PlainRecord[];
  readonly activity?: readonly { readonly kind: RecordKind; readonly activity: Activity }[];
}

/** Takes the records out of where they are kept, sorted by kind and id. */
export function plainSource(source: CollectedSource): PlainSource {
  const { kinds, ...rest } = source;
  return {
    ...rest,
    kinds: kinds.map(({ records: _records, uses: _uses, unexplained: _unexplained, ...stated }) => stated),
    records: kinds.flatMap(({ kind, records }) =>
      records.all().map(({ text, place }) => ({ kind, record: JSON.parse(text), ...(place && { place }) })),
    ),
    activity: kinds.flatMap(({ kind, uses }) => uses.all().map(({ text }) => ({ kind, activity: JSON.parse(text) }))),
  };
}

/** Puts records where collectors put them; `allowed` are those that may look like secrets. */
export function collectedSource(plain: PlainSource, allowed: readonly string[] = []): CollectedSource {
  const { records, activity = [], kinds, ...rest } = plain;
  const store = new RecordStore(plain.system, allowed);
  for (const { kind, record } of records) {
    const faults = store.kind(kind).add(record);
    if (faults.length > 0) throw new Error(`${record.id}: ${JSON.stringify(faults)}`);
  }
  for (const { kind, activity: use } of activity) store.kind(kind).use(use);
  return store.vouchFor({
    ...rest,
    kinds: kinds.map((stated) => {
      const { records: pile, unexplained, uses } = store.kind(stated.kind);
      return { ...stated, unexplained, uses, records: pile };
    }),
  });
}
