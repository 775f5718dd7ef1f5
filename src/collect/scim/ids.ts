import { recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";

/** Makes the record ids of one source. */
export class Ids {
  readonly #system: string;
  readonly #tenant: string;

  constructor({ system, tenant }: Pick<CollectContext, "system" | "tenant">) {
    this.#system = system;
    this.#tenant = tenant;
  }

  of(kind: "account" | "identity" | "group", id: string): string {
    return recordId(kind, this.#system, this.#tenant, id);
  }

  right(kind: "role" | "entitlement", value: string): string {
    return recordId("entitlement", this.#system, this.#tenant, `${kind}/${value}`);
  }

  grant(holder: string, kind: "role" | "entitlement", value: string): string {
    return recordId("grant", this.#system, this.#tenant, `${part(holder)}:${kind}/${value}`);
  }

  membership(group: string, member: string): string {
    return recordId("membership", this.#system, this.#tenant, `${part(group)}/${part(member)}`);
  }
}

/** An id as one part of a longer one: without what parts are told apart by. */
function part(id: string): string {
  return id.toWellFormed().replaceAll(/[/:%]/gu, encodeURIComponent);
}
