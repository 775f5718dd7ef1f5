import type { AnyRecord } from "../model/record.ts";
import { parseRecordId, type RecordKind, recordKinds } from "../model/record-id.ts";

export interface Reference {
  readonly field: string;
  readonly to: string;
}

/** Fields by which one record names others, where the value is a record id; many may hold a bare name instead. */
const referring = [
  "principal",
  "entitlement",
  "group",
  "member",
  "assignedTo",
  "parentId",
  "parentTenantId",
  "managerId",
  "contains",
  "exposes",
  "owners",
  "sponsors",
  "createdBy",
  "onBehalfOf",
  "subject",
];

const kinds: ReadonlySet<string> = new Set<RecordKind>(recordKinds);

/** The record ids that a record refers to. */
export function referencesOf(record: AnyRecord): Reference[] {
  const fields: Readonly<Record<string, unknown>> = record;
  return referring.flatMap((field) => {
    const value = fields[field];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((to) => (typeof to === "string" && isRecordId(to) ? [{ field, to }] : []));
  });
}

function isRecordId(text: string): boolean {
  const colon = text.indexOf(":");
  return colon > 0 && kinds.has(text.slice(0, colon)) && parseRecordId(text) !== undefined;
}
