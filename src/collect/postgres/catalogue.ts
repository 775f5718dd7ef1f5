import { type RecordId, recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { KindBook } from "../kind-book.ts";
import type { NotesByKey } from "../notes-by-key.ts";
import type { SourceBook } from "../source-book.ts";
import { handedOn, part, type Right } from "./entitlements.ts";
import { postgresReads } from "./reads.ts";
import type { Holder, Roles } from "./roles.ts";

/** Who has a right, and how it came about. */
export interface Held {
  readonly grantee: string;
  readonly grantors: readonly string[];
  readonly grantable: boolean;
  readonly builtin: boolean;
  /** What it depends on beside the right itself. */
  readonly condition?: string | undefined;
}

/** A grant as one row tells it. */
interface Told extends Pick<Held, "grantors" | "builtin" | "condition"> {
  readonly id: RecordId;
  readonly holder: Pick<Holder, "type" | "id">;
  readonly entitlement: RecordId;
}

/** Entitlements and grants as they are read. Grants are kept until `finish`, because one may be told in several places. */
export class Catalogue {
  readonly entitlements: KindBook<"entitlement">;
  readonly grants: KindBook<"grant">;
  readonly #context: CollectContext;
  readonly #roles: Roles;
  readonly #told: NotesByKey<Told>;

  constructor(book: SourceBook, context: CollectContext, roles: Roles) {
    this.#context = context;
    this.#roles = roles;
    this.#told = context.store.notesByKey();
    this.entitlements = book.kind("entitlement", postgresReads.entitlement.fields);
    this.grants = book.kind("grant", postgresReads.grant.fields);
  }

  /** Tells of a right that can be had, whether or not somebody has it. */
  offer({ nativeId, ...right }: Right): RecordId {
    const { system, tenant } = this.#context;
    const id = recordId("entitlement", system, tenant, nativeId);
    if (!this.entitlements.has(id)) this.entitlements.add({ id, app: system, ...right });
    return id;
  }

  hold(right: Right, held: Held): void {
    const holders = this.#roles.holders(held.grantee);
    if (holders.length === 0)
      this.grants.incomplete("a privilege names a role that was not there when roles were read", `oid ${held.grantee}`);
    for (const holder of holders) {
      this.#note(holder, right, held);
      if (held.grantable) this.#note(holder, handedOn(right), held);
    }
  }

  /** How a role is called where a condition speaks of it. */
  roleName(oid: string): string {
    return this.#roles.get(oid)?.name ?? `oid ${oid}`;
  }

  /** Writes the grants, each once. */
  async finish(): Promise<void> {
    for await (const [first, ...others] of this.#told) if (first) this.#write(first, others);
  }

  #write({ id, holder, entitlement, condition, ...first }: Told, others: readonly Told[]): void {
    const grantors = new Set([first, ...others].flatMap((told) => told.grantors));
    const by = [...grantors].map((oid) => this.#roles.nameOf(oid)).toSorted();
    this.grants.add({
      ...{ id, principal: holder.id, principalType: holder.type, entitlement, effect: "allow", direct: true },
      source: first.builtin && others.every(({ builtin }) => builtin) ? "system" : "unknown",
      ...(by.length > 0 && { grantedBy: by.join(", ") }),
      ...(condition !== undefined && { condition }),
    });
  }

  #note({ type, id: holder, role }: Holder, right: Right, { grantors, builtin, condition }: Held): void {
    const { system, tenant } = this.#context;
    const suffix = condition === undefined ? "" : `:if:${part(condition)}`;
    const id = recordId("grant", system, tenant, `${type}:${part(role)}:${right.nativeId}${suffix}`);
    const entitlement = this.offer(right);
    this.#told.add(id, { id, holder: { type, id: holder }, entitlement, condition, grantors, builtin });
  }
}
