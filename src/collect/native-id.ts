import { recordId } from "../model/record-id.ts";
import type { CollectContext } from "./collector.ts";
import type { Known, One } from "./look-up.ts";

/** What the source itself calls a record; undefined where the record is of another tenant than the source has now. */
export function nativeIdOf({ kind, record }: Known, { system, tenant }: Pick<CollectContext, "system" | "tenant">) {
  const home = recordId(kind, system, tenant, "");
  return record.id.startsWith(home) ? decodeURIComponent(record.id.slice(home.length)) : undefined;
}

/** The same id means somebody else in another tenant, so nobody is asked for by it there. */
export const otherTenant: One = { is: "unsaid", reason: "the snapshot has it of another tenant than the config names" };
