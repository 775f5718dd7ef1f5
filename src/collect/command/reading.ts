import type { CollectedKind, CollectedSource } from "../../model/collected.ts";
import { instantOf } from "../../model/instant-of.ts";
import { type RecordOf, recordSchemas } from "../../model/record.ts";
import { type RecordKind, recordId, recordKinds } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { KindBook } from "../kind-book.ts";
import { Complaints } from "./complaints.ts";
import type { Line, LineOf } from "./line.ts";
import { recordOf } from "./record-of.ts";

/** What a program has written so far, and what is wrong with it. */
export class Reading {
  readonly #context: CollectContext;
  readonly #books = new Map<RecordKind, KindBook<RecordKind>>();
  readonly #stated = new Map<RecordKind, LineOf<"kind">>();
  readonly #tenants = new Set<string>();
  readonly #complaints = new Complaints();
  readonly #twice = new Set<RecordKind>();
  #end: LineOf<"end"> | undefined;

  constructor(context: CollectContext) {
    this.#context = context;
  }

  /** Whether anything was told at all. */
  get isEmpty(): boolean {
    return this.#tenants.size === 0 && this.#stated.size === 0;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  take(line: Line): void {
    if (line.type === "record") this.#add(line);
    else if (line.type === "used") this.#use(line);
    else if (line.type === "warning") this.#complaints.warn(line.kind, line.text);
    else if (line.type === "end") this.#end = line;
    else if (line.type === "kind") {
      if (this.#stated.has(line.kind)) this.#twice.add(line.kind);
      else this.#stated.set(line.kind, line);
    } else this.spoil("a second start line");
  }

  /** Something is missing or wrong that may concern every kind. */
  spoil(reason: string, example?: string): void {
    this.#complaints.spoil(reason, example);
  }

  finish(collector: CollectedSource["collector"]): CollectedSource {
    const { system, role, zone, tenant } = this.#context;
    const kinds = recordKinds.filter((kind) => this.#stated.has(kind) || this.#books.get(kind)?.isTouched);
    return {
      ...{ system, role, zone, collector },
      tenants: this.#tenants.size > 0 ? [...this.#tenants].toSorted() : [tenant],
      kinds: kinds.map((kind) => this.#kind(kind)),
    };
  }

  #book(kind: RecordKind): KindBook<RecordKind> {
    const { store, now } = this.#context;
    const book = this.#books.get(kind) ?? new KindBook(store.kind(kind), instantOf(now), []);
    this.#books.set(kind, book);
    return book;
  }

  #kind(kind: RecordKind): CollectedKind {
    const told = this.#stated.get(kind);
    const book = this.#book(kind);
    for (const field of told?.fields ?? []) book.fields.add(field);
    this.#complaints.tell(book);
    if (told === undefined) book.incomplete("the program says nothing of how complete it is (no kind line)");
    if (this.#twice.has(kind)) book.incomplete("two kind lines");
    const counted = this.#end?.counts[kind] ?? 0;
    if (this.#end !== undefined && counted !== book.size)
      book.incomplete(`the end line counts ${counted} records, and ${book.size} different ones came`);
    if (told?.total !== undefined) book.announce(told.total);
    if (told?.completeness === "partial") book.incomplete(told.reason ?? "the program could not read all of it");
    if (told?.completeness === "denied") book.denied(told.reason ?? "the program was refused");
    const read = book.finish();
    const isWhole = read.completeness === "full" && told !== undefined;
    return isWhole ? { ...read, completeness: told.completeness } : read;
  }

  #add(line: LineOf<"record">): void {
    this.#tenants.add(line.tenant ?? this.#context.tenant);
    const book = this.#book(line.kind);
    const known: Readonly<Record<string, unknown>> = recordSchemas[line.kind].shape;
    const isKnown = (name: string) => Object.hasOwn(known, name);
    for (const name of Object.keys(line.fields))
      if (!isKnown(name)) book.warn(`${line.kind} has no such field; it is left out`, name);
    const fields = Object.fromEntries(Object.entries(line.fields).filter(([name]) => isKnown(name)));
    // The book holds every record to the schema of its kind, and leaves out what does not fit.
    book.add(recordOf({ ...line, fields }, this.#context) as RecordOf<RecordKind>);
  }

  #use({ kind, id, tenant = this.#context.tenant, type: _type, ...uses }: LineOf<"used">): void {
    this.#book(kind).used({ id: recordId(kind, this.#context.system, tenant, id), ...uses });
  }
}
