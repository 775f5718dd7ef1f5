import type { CollectedActivity, CollectedKind, CollectedRecord, CollectedSource } from "../../model/collected.ts";
import { type RecordOf, recordSchemas } from "../../model/record.ts";
import { type RecordKind, recordId, recordKinds } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { KindBook } from "../source-book.ts";
import type { Line, LineOf } from "./line.ts";
import { recordOf } from "./record-of.ts";

/** What a program has written so far, and what is wrong with it. */
export class Reading {
  readonly #context: CollectContext;
  readonly #stated = new Map<RecordKind, LineOf<"kind">>();
  readonly #records: LineOf<"record">[] = [];
  readonly #uses: LineOf<"used">[] = [];
  readonly #warnings: LineOf<"warning">[] = [];
  /** What makes every kind partial. */
  readonly #faults: { readonly reason: string; readonly example: string | undefined }[] = [];
  #twice: RecordKind[] = [];
  #end: LineOf<"end"> | undefined;

  constructor(context: CollectContext) {
    this.#context = context;
  }

  /** Whether anything was told at all. */
  get isEmpty(): boolean {
    return this.#records.length === 0 && this.#stated.size === 0;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  take(line: Line): void {
    if (line.type === "record") this.#records.push(line);
    else if (line.type === "used") this.#uses.push(line);
    else if (line.type === "warning") this.#warnings.push(line);
    else if (line.type === "end") this.#end = line;
    else if (line.type === "kind") {
      if (this.#stated.has(line.kind)) this.#twice.push(line.kind);
      else this.#stated.set(line.kind, line);
    } else this.spoil("a second start line");
  }

  /** Something is missing or wrong that may concern every kind. */
  spoil(reason: string, example?: string): void {
    this.#faults.push({ reason, example });
  }

  finish(collector: CollectedSource["collector"]): CollectedSource {
    const { system, role, zone, tenant } = this.#context;
    const kinds = recordKinds.filter(
      (kind) => this.#stated.has(kind) || this.#records.some((record) => record.kind === kind),
    );
    const read = kinds.map((kind) => this.#kind(kind));
    const tenants = new Set(this.#records.map((record) => record.tenant ?? tenant));
    return {
      ...{ system, role, zone, collector },
      tenants: tenants.size > 0 ? [...tenants].toSorted() : [tenant],
      kinds: read.map(({ stated }) => stated),
      records: read.flatMap(({ records }) => records),
      activity: this.#activity(),
    };
  }

  #kind(kind: RecordKind): { stated: CollectedKind; records: CollectedRecord[] } {
    const told = this.#stated.get(kind);
    const observedAt = `${this.#context.now.toISOString().slice(0, 19)}Z`;
    const book = new KindBook(kind, observedAt, told?.fields ?? []);
    for (const line of this.#records) if (line.kind === kind) this.#add(book, line);
    for (const { reason, example } of this.#faults) book.incomplete(reason, example);
    for (const { text } of this.#warnings.filter((warning) => warning.kind === kind)) book.warn(text);
    if (told === undefined) book.incomplete("the program says nothing of how complete it is (no kind line)");
    if (this.#twice.includes(kind)) book.incomplete("two kind lines");
    const counted = this.#end?.counts[kind] ?? 0;
    if (this.#end !== undefined && counted !== book.size)
      book.incomplete(`the end line counts ${counted} records, and ${book.size} different ones came`);
    if (told?.total !== undefined) book.announce(told.total);
    if (told?.completeness === "partial") book.incomplete(told.reason ?? "the program could not read all of it");
    if (told?.completeness === "denied") book.denied(told.reason ?? "the program was refused");
    const stated = book.stated();
    const isWhole = stated.completeness === "full" && told !== undefined;
    return { stated: isWhole ? { ...stated, completeness: told.completeness } : stated, records: book.records() };
  }

  #add(book: KindBook<RecordKind>, line: LineOf<"record">): void {
    const known = new Set(Object.keys(recordSchemas[line.kind].shape));
    for (const name of Object.keys(line.fields).filter((field) => !known.has(field)))
      book.warn(`${line.kind} has no such field; it is left out`, name);
    const fields = Object.fromEntries(Object.entries(line.fields).filter(([name]) => known.has(name)));
    // The book holds every record to the schema of its kind, and leaves out what does not fit.
    book.add(recordOf({ ...line, fields }, this.#context) as RecordOf<RecordKind>);
  }

  #activity(): CollectedActivity[] {
    const { system, tenant: usual } = this.#context;
    return this.#uses.map(({ kind, id, tenant = usual, type: _type, ...uses }) => ({
      kind,
      activity: { id: recordId(kind, system, tenant, id), ...uses },
    }));
  }
}
