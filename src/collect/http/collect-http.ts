import { errorCodes } from "../../error-codes.ts";
import type { Problem } from "../../errors.ts";
import { nothingSeen, type Seen } from "../../mapping/completeness.ts";
import { passes } from "../../mapping/conditions.ts";
import type { Item } from "../../mapping/item.ts";
import { itemWorker } from "../../mapping/item-worker.ts";
import { NoteBook } from "../../mapping/note-book.ts";
import type { CollectedSource } from "../../model/collected.ts";
import { changedLines } from "../../model/lines.ts";
import type { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import { Gatherer } from "../gather.ts";
import { inOrder } from "./in-order.ts";
import { KindStates } from "./kind-states.ts";
import type { ListPage } from "./listing.ts";
import { addressOf, type NoAddress } from "./read-address.ts";
import { type ListRead, readList } from "./read-list.ts";
import { dependentsOf, readOrder } from "./read-order.ts";
import type { HttpOptions, Read } from "./schema.ts";
import { openSession, type Session } from "./session.ts";

/** Lists of one read that are asked for at a time. */
const concurrency = 4;
/** Failed lists of one read after which the rest of it is not asked for any more. */
const mostFailures = 20;

/** A list with the pages that wait for their turn, or why there is none. */
type Came = (ListRead & { readonly pages: readonly ListPage[] }) | NoAddress;

/** Reads every list of an API and makes its records. @throws EntitlintError where nothing of it can be read */
export async function collectHttp(
  context: CollectContext,
  options: HttpOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const session = await openSession(options, context);
  try {
    return await new Collection(context, options, session).collect(collector);
  } finally {
    await session.close();
  }
}

class Collection {
  readonly #context: CollectContext;
  readonly #reads: HttpOptions["reads"];
  readonly #session: Session;
  readonly #gatherer: Gatherer;
  readonly #notes = new NoteBook();
  readonly #states: KindStates;
  /** Items by read, of those that others depend on. */
  readonly #items = new Map<string, Item[]>();
  readonly #variables: Readonly<Record<string, string>>;
  #isAnswering = false;
  #firstFailure: RequestFailure | undefined;

  constructor(context: CollectContext, { reads }: HttpOptions, session: Session) {
    this.#context = context;
    this.#gatherer = new Gatherer(context.store);
    this.#reads = reads;
    this.#session = session;
    this.#states = new KindStates(context.now);
    this.#variables = { system: context.system, tenant: context.tenant };
  }

  async collect(collector: CollectedSource["collector"]): Promise<CollectedSource> {
    for (const name of readOrder(this.#reads)) {
      const read = this.#reads[name];
      if (read) await this.#readAll(name, read);
    }
    if (!this.#isAnswering && this.#firstFailure) throw this.#firstFailure;
    const { system, role, zone, tenant } = this.#context;
    for (const { kind, problem } of this.#gatherer.conflicts())
      this.#states.book(kind).incomplete(errorCodes[problem.code], exampleOf(problem));
    const tenants = this.#gatherer.tenants;
    return {
      ...{ system, role, zone, collector },
      tenants: tenants.length > 0 ? tenants : [tenant],
      kinds: this.#states.stated(this.#notes).map((stated) => {
        const gathered = this.#gatherer.records(stated.kind, stated.fieldsRead);
        // Where an item stood in an answer means nothing to anybody.
        return { ...stated, ...gathered, records: changedLines(gathered.records, ({ id, text }) => ({ id, text })) };
      }),
    };
  }

  async #readAll(name: string, read: Read): Promise<void> {
    const seen = read.records.map(nothingSeen);
    this.#states.add(seen);
    const workers = seen.map((one) => this.#worker(name, one, read));
    const addressFor = addressOf(read, this.#variables);
    const take = (page: ListPage) => this.#takePage(name, page, seen, workers);
    const step = async (owner: Item | undefined): Promise<Came> => {
      const address = addressFor(owner);
      if ("missing" in address) return address;
      // Of several lists at once the pages wait for their turn, so that nothing depends on which answer came first.
      const pages: ListPage[] = [];
      const hand = owner === undefined ? take : (page: ListPage) => void pages.push(page);
      return { ...(await readList(address, read, this.#session, owner, hand)), pages };
    };
    let failures = 0;
    for await (const result of inOrder(this.#ownersOf(read), concurrency, step)) {
      if ("missing" in result) {
        this.#tell(name, (kind) =>
          this.#states.book(kind).incomplete(`items of ${read.forEach} give no address`, result.missing),
        );
        continue;
      }
      for (const page of result.pages) take(page);
      this.#takeEnd(name, read, result, seen);
      if (result.failure) failures++;
      if (failures < mostFailures) continue;
      this.#tell(name, (kind) =>
        this.#states.book(kind).incomplete(`${name}: not asked further after ${failures} failures`),
      );
      break;
    }
  }

  #ownersOf({ forEach, when }: Read): readonly (Item | undefined)[] {
    if (forEach === undefined) return [undefined];
    const isWanted = passes(when);
    return (this.#items.get(forEach) ?? []).filter((item) => isWanted({ item, variables: this.#variables }));
  }

  #worker(name: string, seen: Seen, read: Read): (item: Item) => void {
    const { system, tenant, zone } = this.#context;
    const building = { system, tenant, zone: read.zone ?? zone, format: read.dateFormat };
    const book = this.#states.book(seen.mapping.kind);
    return itemWorker(seen, building, this.#variables, {
      ...{ gather: this.#gatherer.add, notes: this.#notes },
      placeOf: () => ({ file: name }),
      refuse: (problems) => {
        for (const problem of problems) book.incomplete(errorCodes[problem.code], exampleOf(problem));
      },
    });
  }

  #takePage(name: string, page: ListPage, seen: readonly Seen[], workers: readonly ((item: Item) => void)[]): void {
    seen.forEach((one, index) => {
      const { items, reached, problems } = page(one.mapping);
      one.reached ||= reached;
      for (const problem of problems)
        this.#states.book(one.mapping.kind).incomplete(errorCodes[problem.code], exampleOf(problem));
      for (const item of items) workers[index]?.(item);
    });
    if (!Object.values(this.#reads).some(({ forEach }) => forEach === name)) return;
    const kept = this.#items.get(name) ?? [];
    this.#items.set(name, kept);
    kept.push(...page({}).items);
  }

  #takeEnd(name: string, read: Read, { listing, failure }: ListRead, seen: readonly Seen[]): void {
    this.#isAnswering ||= listing.pages > 0;
    for (const fault of listing.faults)
      this.#tell(name, (kind) => this.#states.book(kind).incomplete(`${name}: ${fault}`));
    if (failure) this.#fail(name, failure);
    if (read.total === undefined || listing.total === undefined) return;
    for (const one of seen) if (one.mapping.each === undefined) one.announced = (one.announced ?? 0) + listing.total;
  }

  /** @throws RequestFailure where there is no use in asking on */
  #fail(name: string, failure: RequestFailure): void {
    const { reason, status } = failure;
    this.#firstFailure ??= failure;
    // Wrong credentials are not tried again and again: that locks accounts.
    if (!this.#isAnswering && (reason === "tls" || reason === "unreachable" || status === 401)) throw failure;
    const example = failure.problems[0].message;
    this.#tell(name, (kind) => {
      const book = this.#states.book(kind);
      if (reason === "denied") book.denied(`${name}: the API refuses the list`, example);
      else book.incomplete(`${name}: the list could not be read to its end`, example);
    });
  }

  /** Tells every kind that a read feeds, itself or through the reads that depend on it. */
  #tell(name: string, tell: (kind: Seen["mapping"]["kind"]) => void): void {
    const reads = dependentsOf(name, this.#reads).flatMap((one) => this.#reads[one]?.records ?? []);
    for (const kind of new Set(reads.map((mapping) => mapping.kind))) tell(kind);
  }
}

function exampleOf({ message, place }: Problem): string {
  return place?.record === undefined ? message : `${message} (${place.record})`;
}
