import type { EntitlementRow } from "../load/entitlements.ts";
import type { DeclaredApp } from "../model/access.ts";
import type { EntitlementDocument } from "../model/entitlement-document.ts";

/**
 * Whether the application's channel carries an entitlement: by the system's own word, else by the kinds that
 * `lifecycle.covers` names; undefined where neither says anything.
 */
export function coverageOf({ keys }: EntitlementRow, app: DeclaredApp | undefined): EntitlementDocument["covered"] {
  if (keys.scimCovered) return keys.scimCovered;
  const covers = app?.lifecycle.covers;
  if (!covers) return undefined;
  const { entitlements } = covers;
  return entitlements === "all" || entitlements.includes(keys.kind) ? "yes" : "no";
}
