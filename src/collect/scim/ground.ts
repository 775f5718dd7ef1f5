import type { CollectContext } from "../collector.ts";
import type { Ids } from "./ids.ts";
import type { ScimOptions } from "./schema.ts";

/** What records are made with. */
export interface Ground {
  readonly ids: Ids;
  readonly context: Pick<CollectContext, "system" | "role">;
  readonly options: ScimOptions;
}

/** Whether users of such a source say who somebody is, beside having an account. */
export function saysWhoPeopleAre({ role }: Pick<CollectContext, "role">): boolean {
  return role === "directory" || role === "authoritative-identity";
}

/** Without the entries that have no value. */
export function present<T extends Record<string, unknown>>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> };
export function present(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
