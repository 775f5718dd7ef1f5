import { canonicalLine } from "../canonical.ts";
import { type Place, type Problem, placeText } from "../errors.ts";
import type { Gather } from "../mapping/item-worker.ts";
import type { CollectedKind } from "../model/collected.ts";
import type { IdLine, Lines } from "../model/lines.ts";
import type { AnyRecord } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { groupsOf, type Pile, type PileEntry } from "../spool/pile.ts";
import { shards } from "../spool/shard.ts";
import type { RecordStore } from "./record-store.ts";

/** What is noted beside a record: where its item stood, and which of the lists of fields its mapping reads. */
type Mark = readonly [file: string, line: number, column: number, fields: number];

/** Brings together the records that mappings made: equal ones become one, different ones of one id are a problem. */
export class Gatherer {
  readonly #store: RecordStore;
  readonly #tenants = new Set<string>();
  readonly #kinds = new Map<RecordKind, Pile>();
  readonly #fields: ReadonlySet<string>[] = [];

  constructor(store: RecordStore) {
    this.#store = store;
  }

  /** Adds a record that a mapping with these fields made; gives the problem where it cannot be kept. */
  readonly add: Gather = (kind, record, { place, tenant, fields, uses }) => {
    this.#tenants.add(tenant);
    const store = this.#store.kind(kind);
    this.#kinds.set(kind, store.records);
    if (uses) store.use(uses);
    const mark: Mark = [place.file, place.line, place.column, this.#numberOf(fields)];
    return store.add(record, JSON.stringify(mark)).map(({ field, message }): Problem => {
      const text = field === "" ? `records ${message}, which is too long` : `${field}: ${message}`;
      const next = "Correct it at the source, or correct the mapping.";
      return { code: "collect/bad-record", message: text, place: { ...place, record: record.id }, next };
    });
  };

  get tenants(): string[] {
    return [...this.#tenants].toSorted();
  }

  /** Every record that differs from the first one with its id. */
  conflicts(): { readonly kind: RecordKind; readonly problem: Problem }[] {
    return [...this.#kinds].flatMap(([kind, pile]) => {
      if (!pile.hasTwins) return [];
      const problems = shards.flatMap((name) => groupsOf(pile.shard(name)).flatMap(conflictsIn));
      return problems.map((problem) => ({ kind, problem }));
    });
  }

  /**
   * The records of a kind. A field that mappings of the kind read, but not the one that a record came by, is named among
   * the record's unknown ones.
   */
  records(kind: RecordKind, fields: readonly string[]): Pick<CollectedKind, "records" | "unexplained" | "uses"> {
    const { unexplained, uses, records } = this.#store.kind(kind);
    const joined = (entries: readonly PileEntry[]) => groupsOf(entries).map((group) => this.#joined(group, fields));
    const lines: Lines = {
      size: records.size,
      shard: (name) => joined(records.shard(name)),
      all: () => joined(records.all()),
    };
    return { unexplained, uses, records: lines };
  }

  #joined(group: readonly PileEntry[], fields: readonly string[]): IdLine {
    const marks = group.map(markOf);
    const known = new Set(marks.map(([, , , number]) => this.#fields[number]));
    const unread = fields.filter((field) => ![...known].some((set) => set?.has(field)));
    // Of different ones it must not depend on the order in which they came which is kept.
    const [text = ""] = group.map((entry) => entry.text).toSorted();
    const [place, ...again] = marks.map(placeOf).toSorted(byPlace);
    const { id = "" } = group[0] ?? {};
    const whole = unread.length > 0 ? withUnknown(text, unread) : text;
    return { id, text: whole, ...(place && { place }), ...(again.length > 0 && { again }) };
  }

  #numberOf(fields: ReadonlySet<string>): number {
    const known = this.#fields.indexOf(fields);
    return known >= 0 ? known : this.#fields.push(fields) - 1;
  }
}

function withUnknown(text: string, unread: readonly string[]): string {
  const record: AnyRecord = JSON.parse(text);
  return canonicalLine({ ...record, unknown: [...(record.unknown ?? []), ...unread] });
}

function conflictsIn([first, ...others]: readonly PileEntry[]): Problem[] {
  if (first === undefined) return [];
  return others.filter(({ text }) => text !== first.text).map((other) => conflict(first, other));
}

function conflict(first: PileEntry, other: PileEntry): Problem {
  const before: Readonly<Record<string, unknown>> = JSON.parse(first.text);
  const now: Readonly<Record<string, unknown>> = JSON.parse(other.text);
  const differing = [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
    .toSorted();
  return {
    code: "collect/conflict",
    message: `this item and the one at ${placeText(placeOf(markOf(first)))} make one record, but differ in ${differing.join(", ")}`,
    place: { ...placeOf(markOf(other)), record: other.id },
    next: "Remove one at the source, or make the id tell them apart.",
  };
}

function markOf({ mark }: PileEntry): Mark {
  return JSON.parse(mark);
}

function placeOf([file, line, column]: Mark): Required<Pick<Place, "file" | "line" | "column">> {
  return { file, line, column };
}

function byPlace(a: ReturnType<typeof placeOf>, b: ReturnType<typeof placeOf>): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
