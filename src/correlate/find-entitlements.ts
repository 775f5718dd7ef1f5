import type { EntitlementRow } from "../load/entitlements.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Reference } from "../model/access.ts";

/** Entitlements under every name that a reference can have for them; made when the first one is asked for. */
const indexes = new WeakMap<LoadedEstate["entitlements"], ReadonlyMap<string, readonly EntitlementRow[]>>();

/** The entitlements that a reference means: by kind and name, by kind and native id, or by the whole id of the record. */
export function findEntitlements(
  { text, app, entitlementKind, name }: Extract<Reference, { readonly kind: "entitlement" }>,
  { entitlements }: LoadedEstate,
): readonly EntitlementRow[] {
  const index = indexes.get(entitlements) ?? indexOf(entitlements);
  indexes.set(entitlements, index);
  return [...new Set([...(index.get(text) ?? []), ...(index.get(keyOf(app, entitlementKind, name)) ?? [])])];
}

function indexOf(entitlements: LoadedEstate["entitlements"]): ReadonlyMap<string, readonly EntitlementRow[]> {
  const index = new Map<string, EntitlementRow[]>();
  for (const row of entitlements) {
    const { kind, name } = row.keys;
    const names = new Set([row.id, keyOf(row.system, kind, name), keyOf(row.system, kind, nativeId(row.id))]);
    for (const key of names) {
      const known = index.get(key);
      if (known) known.push(row);
      else index.set(key, [row]);
    }
  }
  return index;
}

/** A space parts the words, as none of them but the last can hold one. */
function keyOf(system: string, kind: string, name: string): string {
  return `${system} ${kind} ${name}`;
}

function nativeId(id: string): string {
  return id.split("/").slice(2).join("/");
}
