import { isDeepStrictEqual } from "node:util";
import type { CollectedKind, CollectedRecord, CollectedSource } from "../model/collected.ts";
import { instantOf } from "../model/instant-of.ts";
import type { Completeness } from "../model/manifest.ts";
import { type AnyRecord, type RecordOf, recordSchemas } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Activity } from "../model/records/evidence.ts";
import type { Instant } from "../model/time.ts";
import type { CollectContext } from "./collector.ts";

/** How many examples of one complaint are told; the rest are counted. */
const examples = 3;

/** What a collector that talks to a server writes its records into, kind by kind, and says what it could not see. */
export class SourceBook {
  readonly #context: CollectContext;
  readonly #collector: CollectedSource["collector"];
  readonly #kinds = new Map<RecordKind, KindBook<RecordKind>>();
  readonly #tenants = new Set<string>();

  constructor(context: CollectContext, collector: CollectedSource["collector"]) {
    this.#context = context;
    this.#collector = collector;
  }

  /** The page of one kind. `fieldsRead` names every field that the collector fills where the source has a value. */
  kind<K extends RecordKind>(kind: K, fieldsRead: readonly (keyof RecordOf<K> & string)[]): KindBook<K> {
    const known = this.#kinds.get(kind);
    const book = known ?? new KindBook(kind, instantOf(this.#context.now), fieldsRead);
    this.#kinds.set(kind, book);
    return book as KindBook<K>;
  }

  /** Names a tenant that was read; the source's own unless any is named. */
  tenant(name: string): void {
    this.#tenants.add(name);
  }

  finish(): CollectedSource {
    const { system, role, zone, tenant } = this.#context;
    const kinds = [...this.#kinds.values()];
    return {
      ...{ system, role, zone, collector: this.#collector },
      tenants: this.#tenants.size > 0 ? [...this.#tenants].toSorted() : [tenant],
      kinds: kinds.map((book) => book.stated()),
      records: kinds.flatMap((book) => book.records()),
      activity: kinds.flatMap(({ kind, uses }) => [...uses.values()].map((activity) => ({ kind, activity }))),
    };
  }
}

/** The records of one kind as they come, and what is known to be missing among them. */
export class KindBook<K extends RecordKind> {
  readonly kind: K;
  readonly uses = new Map<string, Activity>();
  readonly #observedAt: Instant;
  readonly #fields: readonly string[];
  readonly #records = new Map<string, AnyRecord>();
  readonly #complaints = new Map<string, { count: number; readonly examples: string[] }>();
  #read: "nothing" | "something" = "nothing";
  #worst: Completeness = "full";
  #announced: number | undefined;

  constructor(kind: K, observedAt: Instant, fields: readonly string[]) {
    this.kind = kind;
    this.#observedAt = observedAt;
    this.#fields = fields;
  }

  get size(): number {
    return this.#records.size;
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  /**
   * Takes a record. A field that breaks the schema is left out and named unknown; a record without its required fields is
   * left out, and the kind is partial. The same record again changes nothing; another one with its id makes the kind partial.
   */
  add(record: RecordOf<K>): void {
    this.#read = "something";
    const fitting = this.#fitted(record);
    if (!fitting) return;
    const twin = this.#records.get(fitting.id);
    if (twin === undefined) this.#records.set(fitting.id, fitting);
    else if (!isDeepStrictEqual(twin, fitting)) this.incomplete("two different records have one id", fitting.id);
  }

  /** Notes when a record was last used. */
  used(activity: Activity): void {
    this.uses.set(activity.id, activity);
  }

  /** The number of records that the source says there are; compared with what came. */
  announce(total: number): void {
    this.#announced = (this.#announced ?? 0) + total;
  }

  /** Something is missing, so that what is not here may still be there. */
  incomplete(reason: string, example?: string): void {
    if (this.#worst !== "denied" || this.#read === "something") this.#worst = "partial";
    this.warn(reason, example);
  }

  /** The source refused. The whole kind is denied where nothing at all was read of it. */
  denied(reason: string, example?: string): void {
    if (this.#worst === "full") this.#worst = "denied";
    this.warn(reason, example);
  }

  /** Something its reader should know that takes nothing away. */
  warn(reason: string, example?: string): void {
    const known = this.#complaints.get(reason) ?? { count: 0, examples: [] };
    known.count += 1;
    if (example !== undefined && known.examples.length < examples) known.examples.push(example);
    this.#complaints.set(reason, known);
  }

  stated(): CollectedKind {
    if (this.#announced !== undefined && this.#announced !== this.#records.size)
      this.incomplete(`the source announces ${this.#announced} records and gave ${this.#records.size} different ones`);
    const completeness = this.#worst === "denied" && this.#read === "something" ? "partial" : this.#worst;
    return {
      kind: this.kind,
      observedAt: this.#observedAt,
      completeness,
      ...(this.#announced !== undefined && { announcedTotal: this.#announced }),
      fieldsRead: [...this.#fields].toSorted(),
      warnings: [...this.#complaints].map(([reason, told]) => complaint(this.kind, reason, told)).toSorted(),
    };
  }

  records(): CollectedRecord[] {
    return [...this.#records.values()].map((record) => ({ kind: this.kind, record }));
  }

  /** The record without what its schema refuses; undefined where too little is left. */
  #fitted(record: RecordOf<K>): AnyRecord | undefined {
    const schema = recordSchemas[this.kind];
    const whole = schema.safeParse(record);
    if (whole.success) return whole.data;
    const bad = new Set(whole.error.issues.map(({ path }) => String(path[0])));
    const rest = Object.entries(record).filter(([name]) => !bad.has(name));
    const unknown = [...new Set([...(record.unknown ?? []), ...bad])].toSorted();
    const part = schema.safeParse({ ...Object.fromEntries(rest), unknown });
    for (const name of bad) {
      if (part.success) this.warn(`${name} is of a wrong type or form`, record.id);
      else this.incomplete(`records were left out whose ${name} is missing or of a wrong type or form`, record.id);
    }
    return part.success ? part.data : undefined;
  }
}

function complaint(kind: RecordKind, reason: string, told: { count: number; examples: readonly string[] }): string {
  const times = told.count > 1 ? ` (${told.count} times)` : "";
  const such = told.examples.length > 0 ? `, such as ${told.examples.toSorted().join(", ")}` : "";
  return `${kind}: ${reason}${times}${such}`;
}
