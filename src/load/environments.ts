import type { SystemInput } from "../model/estate-input.ts";
import { parseRecordId } from "../model/record-id.ts";
import type { EntitlementRow } from "./entitlements.ts";
import { readRows, type SystemFault } from "./rows.ts";

/** The environment that each entitlement reaches, by its number: its own, else that of the tenant it lies in. */
export type Environments = readonly (string | undefined)[];

/** Reads what tenants say of their environment; what stands at an entitlement itself counts more. */
export function readEnvironments(
  systems: readonly SystemInput[],
  entitlements: readonly EntitlementRow[],
  faults: SystemFault[],
): Environments {
  const ofTenants = new Map<string, string | undefined>();
  for (const system of systems) {
    for (const row of readRows(system, { kind: "tenant", faults, keys: ({ environment }) => environment })) {
      if (row.keys === undefined) continue;
      const space = spaceOf(row.id);
      // Of a space that is said to be two things, nothing is known.
      const isTwo = ofTenants.has(space) && ofTenants.get(space) !== row.keys;
      ofTenants.set(space, isTwo ? undefined : row.keys);
    }
  }
  return entitlements.map(({ id, keys }) => keys.environment ?? ofTenants.get(spaceOf(id)));
}

function spaceOf(id: string): string {
  const parsed = parseRecordId(id);
  return parsed ? `${parsed.system}/${parsed.tenant}` : "";
}
