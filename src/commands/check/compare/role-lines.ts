import type { Hold } from "../../../correlate/declared/holds.ts";
import { findEntitlements } from "../../../correlate/find-entitlements.ts";
import { roleGroupGrants } from "../../../correlate/role-ground.ts";
import type { Subject } from "../../../correlate/subjects.ts";
import type { Place } from "../../../errors.ts";
import type { PlacedReference } from "../../../model/access.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";

/** What is given, by its numbers in the estate; negative where it is nothing of the kind. */
export interface Given {
  readonly entitlement: number;
  readonly group: number;
}

/** The lines by which a role gives it to somebody: of the member or the selector, then of what the role gives. */
export function roleLines(subject: Subject, given: Given, { correlation, estate, access }: OpenEstate): Place[] {
  const said = correlation.declared?.of(subject);
  if (!said) return [];
  const { entitlement, group } = given;
  const holds = [said, said.coming].flatMap(({ entitlements, groups }): Hold[] =>
    [entitlements.get(entitlement), groups.get(group)].flatMap((hold) => hold ?? []),
  );
  return holds.flatMap(({ role, place }) => {
    const grants = access.roles.find(({ id }) => id === role)?.grants ?? [];
    return [place, ...grants.filter((one) => gives(one, given, estate)).map((one) => one.place)];
  });
}

function gives(reference: PlacedReference, { entitlement, group }: Given, estate: OpenEstate["estate"]): boolean {
  if (reference.kind === "entitlement") {
    const row = estate.entitlements[entitlement];
    return row !== undefined && findEntitlements(reference, estate).includes(row);
  }
  if (reference.kind !== "group") return false;
  return (
    estate.principals.groupAt(group)?.keys.name === reference.name ||
    roleGroupGrants(reference, estate).includes(entitlement)
  );
}
