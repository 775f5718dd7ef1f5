import { errorCodes } from "../../error-codes.ts";
import type { Problem } from "../../errors.ts";
import { nothingSeen, type Seen } from "../../mapping/completeness.ts";
import { passes } from "../../mapping/conditions.ts";
import { Gatherer } from "../../mapping/gather.ts";
import type { Item } from "../../mapping/item.ts";
import { itemWorker } from "../../mapping/item-worker.ts";
import { NoteBook } from "../../mapping/note-book.ts";
import type { CollectedSource } from "../../model/collected.ts";
import type { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import { inOrder } from "./in-order.ts";
import { KindStates } from "./kind-states.ts";
import { addressOf, type NoAddress } from "./read-address.ts";
import { type ListRead, readList } from "./read-list.ts";
import { dependentsOf, readOrder } from "./read-order.ts";
import type { HttpOptions, Read } from "./schema.ts";
import { openSession, type Session } from "./session.ts";

/** Lists of one read that are asked for at a time. */
const concurrency = 4;
/** Failed lists of one read after which the rest of it is not asked for any more. */
const mostFailures = 20;

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
  readonly #gatherer = new Gatherer();
  readonly #notes = new NoteBook();
  readonly #states: KindStates;
  /** Items by read, of those that others depend on. */
  readonly #items = new Map<string, Item[]>();
  readonly #variables: Readonly<Record<string, string>>;
  #isAnswering = false;
  #firstFailure: RequestFailure | undefined;

  constructor(context: CollectContext, { reads }: HttpOptions, session: Session) {
    this.#context = context;
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
    const records = this.#gatherer.records((kind) => this.#states.fieldsOf(kind));
    const tenants = this.#gatherer.tenants;
    return {
      ...{ system, role, zone, collector },
      tenants: tenants.length > 0 ? tenants : [tenant],
      kinds: this.#states.stated(this.#notes),
      // Where an item stood in an answer means nothing to anybody.
      records: records.map(({ kind, record }) => ({ kind, record })),
    };
  }

  async #readAll(name: string, read: Read): Promise<void> {
    const seen = read.records.map(nothingSeen);
    this.#states.add(seen);
    const workers = seen.map((one) => this.#worker(name, one, read));
    const addressFor = addressOf(read, this.#variables);
    const step = async (owner: Item | undefined): Promise<ListRead | NoAddress> => {
      const address = addressFor(owner);
      return "missing" in address ? address : await readList(address, read, this.#session, owner);
    };
    let failures = 0;
    for await (const result of inOrder(this.#ownersOf(read), concurrency, step)) {
      if ("missing" in result) {
        this.#tell(name, (kind) =>
          this.#states.book(kind).incomplete(`items of ${read.forEach} give no address`, result.missing),
        );
        continue;
      }
      this.#take(name, read, { result, seen, workers });
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
      ...{ gatherer: this.#gatherer, notes: this.#notes },
      placeOf: () => ({ file: name }),
      refuse: (problems) => {
        for (const problem of problems) book.incomplete(errorCodes[problem.code], exampleOf(problem));
      },
    });
  }

  #take(
    name: string,
    read: Read,
    { result, seen, workers }: { result: ListRead; seen: readonly Seen[]; workers: readonly ((item: Item) => void)[] },
  ): void {
    const { listing, failure } = result;
    this.#isAnswering ||= listing.pages > 0;
    for (const fault of listing.faults)
      this.#tell(name, (kind) => this.#states.book(kind).incomplete(`${name}: ${fault}`));
    if (failure) this.#fail(name, failure);
    seen.forEach((one, index) => {
      if (read.total !== undefined && one.mapping.each === undefined && listing.total !== undefined)
        one.announced = (one.announced ?? 0) + listing.total;
      for (const { items, reached, problems } of listing.items(one.mapping)) {
        one.reached ||= reached;
        for (const problem of problems)
          this.#states.book(one.mapping.kind).incomplete(errorCodes[problem.code], exampleOf(problem));
        for (const item of items) workers[index]?.(item);
      }
    });
    if (!Object.values(this.#reads).some(({ forEach }) => forEach === name)) return;
    const kept = this.#items.get(name) ?? [];
    this.#items.set(name, [...kept, ...listing.items({}).flatMap(({ items }) => items)]);
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
