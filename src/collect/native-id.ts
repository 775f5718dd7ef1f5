import { type RecordKind, recordId } from "../model/record-id.ts";
import type { CollectContext } from "./collector.ts";
import type { Known, One } from "./look-up.ts";

/** What the source itself calls a record; undefined where the record is of another tenant than the source has now. */
export function nativeIdOf({ kind, record }: Known, source: Pick<CollectContext, "system" | "tenant">) {
  return nativeIdIn(kind, record.id, source);
}

/** The same of a record of which nothing but the id is at hand; undefined where it is of another kind too. */
export function nativeIdIn(
  kind: RecordKind,
  id: string,
  { system, tenant }: Pick<CollectContext, "system" | "tenant">,
): string | undefined {
  const home = recordId(kind, system, tenant, "");
  return id.startsWith(home) ? decodeURIComponent(id.slice(home.length)) : undefined;
}

/** The same id means somebody else in another tenant, so nobody is asked for by it there. */
export const otherTenant: One = { is: "unsaid", reason: "the snapshot has it of another tenant than the config names" };
