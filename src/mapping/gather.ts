import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../errors.ts";
import { placeText } from "../errors.ts";
import type { CollectedRecord } from "../model/collected.ts";
import type { AnyRecord } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { FilePlace } from "../positions/node.ts";

interface Gathered {
  readonly kind: RecordKind;
  record: AnyRecord;
  place: FilePlace;
  /** Fields that some mapping of this record reads. */
  fields: ReadonlySet<string>;
}

/** Brings together the records of one source: equal ones become one, different ones of one id are a problem. */
export class Gatherer {
  readonly #byId = new Map<string, Gathered>();
  readonly #tenants = new Set<string>();

  /** Adds a record that a mapping with these fields made; gives the problem where another record has its id. */
  add(
    kind: RecordKind,
    record: AnyRecord,
    at: { place: FilePlace; tenant: string; fields: ReadonlySet<string> },
  ): Problem[] {
    const { place, tenant, fields } = at;
    this.#tenants.add(tenant);
    const earlier = this.#byId.get(record.id);
    if (earlier === undefined) {
      this.#byId.set(record.id, { kind, record, place, fields });
      return [];
    }
    if (!isDeepStrictEqual(earlier.record, record)) {
      const problem = conflict(earlier, record, place);
      // Which of them is kept must not depend on the order in which they came.
      if (JSON.stringify(record) < JSON.stringify(earlier.record)) earlier.record = record;
      return [problem];
    }
    if (comesBefore(place, earlier.place)) earlier.place = place;
    if (earlier.fields !== fields) earlier.fields = new Set([...earlier.fields, ...fields]);
    return [];
  }

  get tenants(): string[] {
    return [...this.#tenants].toSorted();
  }

  /**
   * The records, sorted by id. A field that mappings of the kind read, but not the one that this record came by, is named
   * among the record's unknown ones.
   */
  records(fieldsOf: (kind: RecordKind) => readonly string[]): CollectedRecord[] {
    const ids = [...this.#byId.keys()].toSorted();
    return ids.flatMap((id): CollectedRecord[] => {
      const gathered = this.#byId.get(id);
      if (!gathered) return [];
      const { kind, record, place, fields } = gathered;
      const unread = fieldsOf(kind).filter((field) => !fields.has(field));
      const unknown = [...new Set([...(record.unknown ?? []), ...unread])].toSorted();
      return [{ kind, record: unknown.length > 0 ? { ...record, unknown } : record, place }];
    });
  }
}

function comesBefore(a: FilePlace, b: FilePlace): boolean {
  if (a.file !== b.file) return a.file < b.file;
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function conflict(earlier: Gathered, record: AnyRecord, place: FilePlace): Problem {
  const before = new Map<string, unknown>(Object.entries(earlier.record));
  const now = new Map<string, unknown>(Object.entries(record));
  const differing = [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => !isDeepStrictEqual(before.get(name), now.get(name)))
    .toSorted();
  return {
    code: "collect/conflict",
    message: `this item and the one at ${placeText(earlier.place)} make one record, but differ in ${differing.join(", ")}`,
    place: { ...place, record: record.id },
    next: "Remove one at the source, or make the id tell them apart.",
  };
}
