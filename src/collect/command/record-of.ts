import { recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { type LineOf, Reference } from "./line.ts";

/** The record of a line: ids made, references resolved, lists sorted, and what follows from the rest filled in. */
export function recordOf(
  { kind, id, tenant, fields }: LineOf<"record">,
  context: Pick<CollectContext, "system" | "tenant">,
): Readonly<Record<string, unknown>> {
  const { system } = context;
  const own = tenant ?? context.tenant;
  const resolved = Object.entries(fields).map(([name, value]): [string, unknown] => [
    name,
    resolvedValue(value, system, own),
  ]);
  return {
    ...defaultsOf(kind, fields, system),
    ...Object.fromEntries(resolved),
    id: recordId(kind, system, own, id),
  };
}

function resolvedValue(value: unknown, system: string, tenant: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  const reference = Reference.safeParse(value);
  if (reference.success) {
    const { ref, id, ...other } = reference.data;
    return recordId(ref, other.system ?? system, other.tenant ?? tenant, id);
  }
  if (!Array.isArray(value)) return value;
  const list = value.map((one) => resolvedValue(one, system, tenant));
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
}

function defaultsOf(kind: string, fields: LineOf<"record">["fields"], system: string): Record<string, unknown> {
  const refOf = (name: string) => {
    const reference = Reference.safeParse(fields[name]);
    return reference.success ? reference.data.ref : undefined;
  };
  if (kind === "account") return { app: system, rawStatus: String(fields.status ?? "") };
  if (kind === "identity") return { rawStatus: String(fields.status ?? "") };
  if (kind === "entitlement") return { app: system };
  if (kind === "grant") return { effect: "allow", principalType: refOf("principal") };
  return kind === "membership" ? { memberType: refOf("member") } : {};
}
