import type { CollectedKind } from "../model/collected.ts";
import type { IdLine } from "../model/lines.ts";
import type { RecordOf } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Activity } from "../model/records/evidence.ts";
import type { Instant } from "../model/time.ts";
import type { PileEntry } from "../spool/pile.ts";
import { shards } from "../spool/shard.ts";
import { KindNotes } from "./kind-notes.ts";
import type { Fault, KindStore } from "./record-store.ts";

/** The records of one kind as they come, and what is known to be missing among them. */
export class KindBook<K extends RecordKind> extends KindNotes<K> {
  readonly #store: KindStore;
  /** Whether any record came, good or not. */
  isTouched = false;

  constructor(store: KindStore, observedAt: Instant, fields: readonly string[]) {
    super(store.kind as K, observedAt, fields);
    this.#store = store;
  }

  override get size(): number {
    return this.#store.records.size;
  }

  has(id: string): boolean {
    return this.#store.records.has(id);
  }

  /**
   * Takes a record. A field that breaks the schema is left out and named unknown; a record without its required fields is
   * left out, and the kind is partial. The same record again changes nothing; another one with its id makes the kind partial.
   */
  add(record: RecordOf<K>): void {
    this.isTouched = true;
    const faults = this.#store.add(record);
    if (faults.length > 0) this.#addWithout(record, faults);
  }

  /** Notes when a record was last used. */
  used(activity: Activity): void {
    this.#store.use(activity);
  }

  finish(): CollectedKind {
    for (const id of this.#disputed()) this.incomplete("two different records have one id", id);
    const { records, unexplained, uses } = this.#store;
    const stated = this.stated();
    return {
      ...stated,
      ...{ unexplained, uses },
      records: {
        size: records.size,
        shard: (name) => firsts(records.shard(name)),
        all: () => firsts(records.all()),
      },
    };
  }

  protected override hasRecords(): boolean {
    return this.isTouched;
  }

  #addWithout(record: RecordOf<K>, faults: readonly Fault[]): void {
    const bad = new Set(faults.map(({ field }) => field));
    const rest = Object.entries(record).filter(([name]) => !bad.has(name));
    const unknown = [...new Set([...(record.unknown ?? []), ...bad])].toSorted();
    const isTaken = !bad.has("") && this.#store.add({ ...Object.fromEntries(rest), unknown }).length === 0;
    for (const { field, message } of new Map(faults.map((fault) => [fault.field, fault])).values()) {
      const what = field === "" ? `that ${message}` : `whose ${field} is missing or of a wrong type or form`;
      if (isTaken) this.warn(`${field} is of a wrong type or form`, record.id);
      else this.incomplete(`records were left out ${what}`, record.id);
    }
  }

  /** Ids under which different records came. They are looked for only where some id came twice. */
  #disputed(): string[] {
    const { records } = this.#store;
    if (!records.hasTwins) return [];
    return shards.flatMap((name) => {
      const entries = records.shard(name);
      const ids = entries.flatMap(({ id, text }, at) => {
        const before = entries[at - 1];
        return before?.id === id && before.text !== text ? [id] : [];
      });
      return [...new Set(ids)];
    });
  }
}

/** The first entry of every id. */
function firsts(entries: readonly PileEntry[]): IdLine[] {
  return entries.filter(({ id }, at) => entries[at - 1]?.id !== id);
}
