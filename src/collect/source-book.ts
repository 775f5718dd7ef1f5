import type { CollectedSource } from "../model/collected.ts";
import { instantOf } from "../model/instant-of.ts";
import { type RecordKind, recordKinds } from "../model/record-id.ts";
import type { CollectContext } from "./collector.ts";
import { KindBook } from "./kind-book.ts";
import type { FieldOf } from "./reads.ts";

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
  kind<K extends RecordKind>(kind: K, fieldsRead: readonly FieldOf<K>[]): KindBook<K> {
    const { store, now } = this.#context;
    const known = this.#kinds.get(kind);
    const book = known ?? new KindBook(store.kind(kind), instantOf(now), fieldsRead);
    this.#kinds.set(kind, book);
    return book as KindBook<K>;
  }

  /** Names a tenant that was read; the source's own unless any is named. */
  tenant(name: string): void {
    this.#tenants.add(name);
  }

  finish(): CollectedSource {
    const { system, role, zone, tenant } = this.#context;
    return {
      ...{ system, role, zone, collector: this.#collector },
      tenants: this.#tenants.size > 0 ? [...this.#tenants].toSorted() : [tenant],
      kinds: recordKinds.flatMap((kind) => this.#kinds.get(kind)?.finish() ?? []),
    };
  }
}
