import type { RecordKind } from "../../model/record-id.ts";
import { recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";

/** Makes ids of this source's records. Native ids are GitHub's numbers, which survive every rename. */
export type IdMaker = (kind: RecordKind, native: string | number) => string;

export function idMaker({ system, tenant }: Pick<CollectContext, "system" | "tenant">): IdMaker {
  return (kind, native) => recordId(kind, system, tenant, String(native));
}

/** An instant as records have it, from any that GitHub writes; undefined where it is none. */
export function instantOf(text: string | null | undefined): string | undefined {
  const moment = Date.parse(text ?? "");
  return Number.isNaN(moment) ? undefined : `${new Date(moment).toISOString().slice(0, 19)}Z`;
}
