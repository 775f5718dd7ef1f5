import type { EntitlementRow } from "../load/entitlements.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Reference } from "../model/access.ts";

/** The entitlements that a reference means: by kind and name, by kind and native id, or by the whole id of the record. */
export function findEntitlements(
  { text, app, entitlementKind, name }: Extract<Reference, { readonly kind: "entitlement" }>,
  { entitlements }: LoadedEstate,
): EntitlementRow[] {
  return entitlements.filter(({ id, system, keys }) => {
    if (system !== app) return false;
    return id === text || (keys.kind === entitlementKind && (keys.name === name || nativeId(id) === name));
  });
}

function nativeId(id: string): string {
  return id.split("/").slice(2).join("/");
}
