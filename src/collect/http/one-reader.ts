import { nothingSeen } from "../../mapping/completeness.ts";
import { passes } from "../../mapping/conditions.ts";
import type { Item } from "../../mapping/item.ts";
import { itemWorker } from "../../mapping/item-worker.ts";
import { NoteBook } from "../../mapping/note-book.ts";
import { itemsOf } from "../../mapping/tree-items.ts";
import { type RecordKind, recordId } from "../../model/record-id.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import type { Asking, Known, One, OneReader } from "../look-up.ts";
import type { SourceBook } from "../source-book.ts";
import type { ListPage } from "./listing.ts";
import { type OneAddress, oneAddress } from "./one-address.ts";
import { onePage } from "./one-page.ts";
import { addressOf } from "./read-address.ts";
import { readList } from "./read-list.ts";
import { dependentsOf } from "./read-order.ts";
import type { HttpOptions, Read } from "./schema.ts";
import type { Session } from "./session.ts";

/** What was made of one item and of the lists that depend on it. */
interface Made {
  readonly ids: Set<string>;
  /** Kinds, and mappings by read and position, of which some record was made. */
  readonly sorts: Set<string>;
  /** Kinds of which something could not be read or made. */
  readonly short: Set<RecordKind>;
}

/** Asks an API for single items at the addresses that the config names, and for the lists that depend on them. */
export class HttpOneReader implements OneReader {
  readonly #context: CollectContext;
  readonly #reads: HttpOptions["reads"];
  readonly #session: Session;
  readonly #book: SourceBook;
  readonly #variables: Readonly<Record<string, string>>;

  constructor(context: CollectContext, { reads }: HttpOptions, session: Session, book: SourceBook) {
    this.#context = context;
    this.#reads = reads;
    this.#session = session;
    this.#book = book;
    this.#variables = { system: context.system, tenant: context.tenant };
  }

  async ask(known: Known, asking: Asking): Promise<One> {
    let reason = `the config does not say how one ${known.kind} is read (\`one\`)`;
    let asked = 0;
    let absent = 0;
    for (const { name, read, address } of this.#makersOf(known)) {
      const one = await this.#askRead(name, read, address, known, asking);
      if (one.is === "there") return one;
      asked += 1;
      if (one.is === "absent") absent += 1;
      else reason = one.reason;
    }
    // It may have come from any of them.
    return absent > 0 && absent === asked ? { is: "absent" } : { is: "unsaid", reason };
  }

  /** The reads whose mappings may have made a record. */
  #makersOf(known: Known): { name: string; read: Read; address: Exclude<OneAddress, { is: "other" }> }[] {
    const home = recordId(known.kind, this.#context.system, this.#context.tenant, "");
    return Object.entries(this.#reads).flatMap(([name, read]) =>
      read.records.flatMap((mapping) => {
        const isOther =
          mapping.kind !== known.kind || (mapping.tenant === undefined && !known.record.id.startsWith(home));
        const address = isOther ? ({ is: "other" } as const) : oneAddress(read.one, mapping, known);
        return address.is === "other" ? [] : [{ name, read, address }];
      }),
    );
  }

  async #askRead(
    name: string,
    read: Read,
    address: Exclude<OneAddress, { is: "other" }>,
    known: Known,
    { kinds, keep }: Asking,
  ): Promise<One> {
    if (read.one === undefined)
      return { is: "unsaid", reason: `the config does not say how one ${known.kind} of ${name} is read (\`one\`)` };
    if (address.is === "unclear")
      return { is: "unsaid", reason: `the record does not tell what \`one\` of ${name} has to be filled in with` };
    const page = await this.#page(read, address);
    if (page === "absent") return { is: "absent" };
    const made: Made = { ids: new Set(), sorts: new Set(), short: new Set() };
    this.#take(name, read, page, made, keep);
    if (!made.ids.has(known.record.id))
      return { is: "unsaid", reason: `${name} answers, and the mapping makes no such record of it` };
    if (kinds.size > 0) await this.#readDependents(name, itemsIn(page), made, keep);
    const whole = this.#wholeBy(name, kinds, made);
    return { is: "there", whole, shown: made.sorts, sortOf: (one) => this.#sortOf(one) };
  }

  /** The mapping that makes such a record; its kind where several may. */
  #sortOf(known: Known): string {
    const [only, other] = Object.entries(this.#reads).flatMap(([name, { records }]) =>
      records.flatMap((mapping, index) => {
        const isIt = mapping.kind === known.kind && oneAddress(undefined, mapping, known).is !== "other";
        return isIt ? [sortOfMapping(name, index)] : [];
      }),
    );
    return only === undefined || other !== undefined ? known.kind : only;
  }

  /** Kinds that come from nowhere else than from this item and what depends on it, and came whole. */
  #wholeBy(name: string, kinds: ReadonlySet<RecordKind>, { short }: Made): ReadonlySet<RecordKind> {
    const own = new Set(dependentsOf(name, this.#reads));
    const whole = [...kinds].filter((kind) => {
      const makers = Object.entries(this.#reads).filter(([, { records }]) => records.some((one) => one.kind === kind));
      return makers.length > 0 && !short.has(kind) && makers.every(([one]) => own.has(one));
    });
    return new Set(whole);
  }

  async #page(read: Read, { path, names }: Extract<OneAddress, { is: "address" }>): Promise<ListPage | "absent"> {
    try {
      const node = onePage(await this.#session.ask(path), read, names);
      return (steps) => itemsOf(node, { ...steps, each: steps.each ?? (node.type === "map" ? "*" : undefined) });
    } catch (error) {
      if (error instanceof RequestFailure && error.reason === "not-found") return "absent";
      throw error;
    }
  }

  /** Reads the lists that depend on these items, and those that depend on theirs. */
  async #readDependents(name: string, items: readonly Item[], made: Made, keep: boolean): Promise<void> {
    for (const [below, read] of Object.entries(this.#reads).filter(([, { forEach }]) => forEach === name)) {
      const isWanted = passes(read.when);
      const addressFor = addressOf(read, this.#variables);
      const found: Item[] = [];
      for (const item of items.filter((one) => isWanted({ item: one, variables: this.#variables }))) {
        const address = addressFor(item);
        const take = (page: ListPage) => {
          this.#take(below, read, page, made, keep);
          found.push(...itemsIn(page));
        };
        const list = "missing" in address ? undefined : await readList(address, read, this.#session, item, take);
        if (list !== undefined && list.failure === undefined && list.listing.faults.length === 0) continue;
        for (const one of dependentsOf(below, this.#reads))
          for (const { kind } of this.#reads[one]?.records ?? []) made.short.add(kind);
      }
      await this.#readDependents(below, found, made, keep);
    }
  }

  #take(name: string, read: Read, page: ListPage, made: Made, keep: boolean): void {
    const { system, tenant, zone } = this.#context;
    const building = { system, tenant, zone: read.zone ?? zone, format: read.dateFormat };
    for (const [index, mapping] of read.records.entries()) {
      const { items, problems } = page(mapping);
      const refuse = (all: readonly unknown[]) => {
        if (all.length > 0) made.short.add(mapping.kind);
      };
      refuse(problems);
      const work = itemWorker(nothingSeen(mapping), building, this.#variables, {
        gather: (kind, record) => {
          made.ids.add(record.id);
          made.sorts.add(kind).add(sortOfMapping(name, index));
          if (keep) this.#book.kind<RecordKind>(kind, []).add(record);
          return [];
        },
        ...{ notes: new NoteBook(), placeOf: () => ({ file: name }), refuse },
      });
      for (const item of items) work(item);
    }
  }
}

function sortOfMapping(read: string, index: number): string {
  return `${read}.records.${index}`;
}

function itemsIn(page: ListPage): readonly Item[] {
  return page({}).items;
}
