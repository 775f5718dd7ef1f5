import { nothingSeen } from "../../mapping/completeness.ts";
import { passes } from "../../mapping/conditions.ts";
import type { Item } from "../../mapping/item.ts";
import { itemWorker } from "../../mapping/item-worker.ts";
import { NoteBook } from "../../mapping/note-book.ts";
import type { AnyRecord } from "../../model/record.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { SourceBook } from "../source-book.ts";
import type { ListPage } from "./listing.ts";
import { addressOf } from "./read-address.ts";
import { readList } from "./read-list.ts";
import { dependentsOf } from "./read-order.ts";
import type { HttpOptions, Read } from "./schema.ts";
import type { Session } from "./session.ts";

/** What all readings of single items share. */
export interface ItemDesk {
  readonly context: CollectContext;
  readonly reads: HttpOptions["reads"];
  readonly session: Session;
}

/** The records of one item and of the lists that depend on it. */
export class ItemReading {
  /** Logins, and names of groups, by the ids of the records that were made. */
  readonly made = new Map<string, string | undefined>();
  /** Kinds, and mappings by read and position, of which some record was made. */
  readonly sorts = new Set<string>();
  readonly #desk: ItemDesk;
  readonly #book: SourceBook | undefined;
  readonly #variables: Readonly<Record<string, string>>;
  /** Kinds of which something could not be read or made. */
  readonly #short = new Set<RecordKind>();

  /** Records are written into the book, where there is one. */
  constructor(desk: ItemDesk, book: SourceBook | undefined) {
    this.#desk = desk;
    this.#book = book;
    this.#variables = { system: desk.context.system, tenant: desk.context.tenant };
  }

  /** Makes the records of a page of a read. */
  take(name: string, read: Read, page: ListPage): void {
    const { system, tenant, zone } = this.#desk.context;
    const building = { system, tenant, zone: read.zone ?? zone, format: read.dateFormat };
    for (const [index, mapping] of read.records.entries()) {
      const { items, problems } = page(mapping);
      const refuse = (all: readonly unknown[]) => {
        if (all.length > 0) this.#short.add(mapping.kind);
      };
      refuse(problems);
      const work = itemWorker(nothingSeen(mapping), building, this.#variables, {
        gather: (kind, record) => {
          this.made.set(record.id, nameOf(kind, record));
          this.sorts.add(kind).add(sortOfMapping(name, index));
          this.#book?.kind<RecordKind>(kind, []).add(record);
          return [];
        },
        ...{ notes: new NoteBook(), placeOf: () => ({ file: name }), refuse },
      });
      for (const item of items) work(item);
    }
  }

  /** Reads the lists that depend on items of a read, and those that depend on theirs. */
  async readDependents(name: string, items: readonly Item[]): Promise<void> {
    const { reads, session } = this.#desk;
    for (const [below, read] of Object.entries(reads).filter(([, { forEach }]) => forEach === name)) {
      const isWanted = passes(read.when);
      const addressFor = addressOf(read, this.#variables);
      const found: Item[] = [];
      for (const item of items.filter((one) => isWanted({ item: one, variables: this.#variables }))) {
        const address = addressFor(item);
        const take = (page: ListPage) => {
          this.take(below, read, page);
          found.push(...page({}).items);
        };
        const list = "missing" in address ? undefined : await readList(address, read, session, item, take);
        const isWhole = list !== undefined && list.failure === undefined && list.listing.faults.length === 0;
        if (!isWhole) this.#missed(below);
      }
      await this.readDependents(below, found);
    }
  }

  /** Those of the kinds that come from nowhere else than from items of a read and what depends on them, and came whole. */
  wholeOf(name: string, kinds: ReadonlySet<RecordKind>): ReadonlySet<RecordKind> {
    const { reads } = this.#desk;
    const own = new Set(dependentsOf(name, reads));
    const whole = [...kinds].filter((kind) => {
      const makers = Object.entries(reads).filter(([, { records }]) => records.some((one) => one.kind === kind));
      return makers.length > 0 && !this.#short.has(kind) && makers.every(([one]) => own.has(one));
    });
    return new Set(whole);
  }

  #missed(name: string): void {
    const { reads } = this.#desk;
    for (const one of dependentsOf(name, reads))
      for (const { kind } of reads[one]?.records ?? []) this.#short.add(kind);
  }
}

/** What a mapping is called among the sorts of records. */
export function sortOfMapping(read: string, index: number): string {
  return `${read}.records.${index}`;
}

function nameOf(kind: RecordKind, record: AnyRecord): string | undefined {
  if (kind === "group") return "name" in record ? record.name : undefined;
  return "userName" in record ? record.userName : undefined;
}
