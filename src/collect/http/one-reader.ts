import { itemsOf } from "../../mapping/tree-items.ts";
import { recordId } from "../../model/record-id.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { Asking, Known, One, OneReader } from "../look-up.ts";
import type { SourceBook } from "../source-book.ts";
import { type ItemDesk, ItemReading, sortOfMapping } from "./item-reading.ts";
import type { ListPage } from "./listing.ts";
import { type OneAddress, oneAddress } from "./one-address.ts";
import { onePage } from "./one-page.ts";
import type { Read } from "./schema.ts";

/** A read that may have made a record, and where the record's item is read by itself. */
interface Maker {
  readonly name: string;
  readonly read: Read;
  readonly address: Exclude<OneAddress, { is: "other" }>;
}

/** Asks an API for single items at the addresses that the config names, and for the lists that depend on them. */
export class HttpOneReader implements OneReader {
  readonly #desk: ItemDesk;
  readonly #book: SourceBook;

  constructor(desk: ItemDesk, book: SourceBook) {
    this.#desk = desk;
    this.#book = book;
  }

  async ask(known: Known, asking: Asking): Promise<One> {
    let reason = `the config does not say how one ${known.kind} is read (\`one\`)`;
    let asked = 0;
    let absent = 0;
    for (const maker of this.#makersOf(known)) {
      const one = await this.#askMaker(maker, known, asking);
      if (one.is === "there") return one;
      asked += 1;
      if (one.is === "absent") absent += 1;
      else reason = one.reason;
    }
    // It may have come from any of them.
    return absent > 0 && absent === asked ? { is: "absent" } : { is: "unsaid", reason };
  }

  #makersOf(known: Known): Maker[] {
    const { context, reads } = this.#desk;
    const home = recordId(known.kind, context.system, context.tenant, "");
    return Object.entries(reads).flatMap(([name, read]) =>
      read.records.flatMap((mapping): Maker[] => {
        if (mapping.kind !== known.kind) return [];
        if (mapping.tenant === undefined && !known.record.id.startsWith(home)) return [];
        const address = oneAddress(read.one, mapping, known);
        return address.is === "other" ? [] : [{ name, read, address }];
      }),
    );
  }

  async #askMaker({ name, read, address }: Maker, known: Known, { kinds, keep }: Asking): Promise<One> {
    if (read.one === undefined)
      return { is: "unsaid", reason: `the config does not say how one ${known.kind} of ${name} is read (\`one\`)` };
    if (address.is === "unclear")
      return { is: "unsaid", reason: `the record does not tell what \`one\` of ${name} has to be filled in with` };
    const page = await this.#page(read, address);
    if (page === "absent") return { is: "absent" };
    const reading = new ItemReading(this.#desk, keep ? this.#book : undefined);
    reading.take(name, read, page);
    if (!reading.made.has(known.record.id))
      return { is: "unsaid", reason: `${name} answers, and the mapping makes no such record of it` };
    if (kinds.size > 0) await reading.readDependents(name, page({}).items);
    return {
      is: "there",
      name: reading.made.get(known.record.id),
      whole: reading.wholeOf(name, kinds),
      shown: reading.sorts,
      sortOf: (one) => this.#sortOf(one),
    };
  }

  async #page(read: Read, { path, names }: Extract<OneAddress, { is: "address" }>): Promise<ListPage | "absent"> {
    try {
      const node = onePage(await this.#desk.session.ask(path), read, names);
      return (steps) => itemsOf(node, { ...steps, each: steps.each ?? (node.type === "map" ? "*" : undefined) });
    } catch (error) {
      if (error instanceof RequestFailure && error.reason === "not-found") return "absent";
      throw error;
    }
  }

  /** The mapping that makes such a record; its kind where several may. */
  #sortOf(known: Known): string {
    const [only, other] = Object.entries(this.#desk.reads).flatMap(([name, { records }]) =>
      records.flatMap((mapping, index) => {
        const isIt = mapping.kind === known.kind && oneAddress(undefined, mapping, known).is !== "other";
        return isIt ? [sortOfMapping(name, index)] : [];
      }),
    );
    return only === undefined || other !== undefined ? known.kind : only;
  }
}
