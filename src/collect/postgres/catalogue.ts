import type { RecordOf } from "../../model/record.ts";
import { type RecordId, recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { KindBook } from "../kind-book.ts";
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

interface Pending {
  readonly holder: Holder;
  readonly entitlement: RecordId;
  readonly condition: string | undefined;
  readonly grantors: Set<string>;
  builtin: boolean;
}

/** Entitlements and grants as they are read. Grants are kept until `flush`, because one may be said in several places. */
export class Catalogue {
  readonly entitlements: KindBook<"entitlement">;
  readonly grants: KindBook<"grant">;
  readonly #context: CollectContext;
  readonly #roles: Roles;
  readonly #pending = new Map<RecordId, Pending>();

  constructor(book: SourceBook, context: CollectContext, roles: Roles) {
    this.#context = context;
    this.#roles = roles;
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

  flush(): void {
    for (const [id, { holder, entitlement, condition, grantors, builtin }] of this.#pending) {
      const by = [...grantors].map((oid) => this.#roles.nameOf(oid)).toSorted();
      const record: RecordOf<"grant"> = {
        ...{ id, principal: holder.id, principalType: holder.type, entitlement, effect: "allow", direct: true },
        source: builtin ? "system" : "unknown",
        ...(by.length > 0 && { grantedBy: by.join(", ") }),
        ...(condition !== undefined && { condition }),
      };
      this.grants.add(record);
    }
    this.#pending.clear();
  }

  #note(holder: Holder, right: Right, { grantors, builtin, condition }: Held): void {
    const { system, tenant } = this.#context;
    const suffix = condition === undefined ? "" : `:if:${part(condition)}`;
    const id = recordId("grant", system, tenant, `${holder.type}:${part(holder.role)}:${right.nativeId}${suffix}`);
    const entitlement = this.offer(right);
    const known = this.#pending.get(id);
    if (!known) {
      this.#pending.set(id, { holder, entitlement, condition, grantors: new Set(grantors), builtin });
      return;
    }
    for (const grantor of grantors) known.grantors.add(grantor);
    known.builtin &&= builtin;
  }
}
