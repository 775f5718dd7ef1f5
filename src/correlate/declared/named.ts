import type { RoleGround } from "../../access/expand-roles.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { ExpectedAccess } from "../../model/declared/expected.ts";

/** What Git speaks of, whomever it gives it to. */
export interface Named {
  readonly entitlements: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
  /** Systems in which somebody is given something. */
  readonly systems: ReadonlySet<string>;
  /** By entitlement or group: the role that gives it to people whom nothing tells. */
  readonly unsettled: {
    readonly entitlements: ReadonlyMap<number, string>;
    readonly groups: ReadonlyMap<number, string>;
  };
}

/** What roles name themselves, and what lines of a format of one's own do. */
export function namedByRoles(estate: LoadedEstate, ground: RoleGround, unread: ExpectedAccess["unread"]): Named {
  const { principals, access, grants, nesting } = estate;
  const numbers = new Map(estate.entitlements.map(({ id }, number) => [id, number]));
  const entitlements = new Set<number>();
  const groups = new Set<number>();
  const systems = new Set<string>();
  const unsettled = { entitlements: new Map<number, string>(), groups: new Map<number, string>() };
  const unreadRoles = new Set(unread.map(({ role }) => role));
  for (const role of access.roles) {
    for (const reference of role.grants) {
      const entitlement =
        reference.kind === "entitlement" ? numbers.get(ground.entitlement(reference) ?? "") : undefined;
      const group = reference.kind === "group" ? principals.numberOf(ground.group(reference) ?? "") : -1;
      if (entitlement !== undefined) entitlements.add(entitlement);
      if (group >= 0) groups.add(group);
      if (reference.kind === "entitlement") systems.add(reference.app);
      if (reference.kind === "group") systems.add(reference.system);
      const brought = group < 0 ? [] : ground.grantsOf(principals.idOf(group) ?? "");
      for (const { entitlement: id } of brought) systems.add(systemOf(numbers.get(id), estate));
      if (!unreadRoles.has(role.id)) continue;
      if (group >= 0) unsettled.groups.set(group, role.id);
      for (const number of [entitlement, ...brought.map(({ entitlement: id }) => numbers.get(id))]) {
        if (number !== undefined) unsettled.entitlements.set(number, role.id);
      }
    }
  }
  for (let grant = 0; grant < grants.count; grant++) {
    if (!grants.declared(grant)) continue;
    entitlements.add(grants.entitlement(grant));
    systems.add(grants.system(grant));
  }
  nesting.memberships.forEach((row, index) => {
    if (!row.declared) return;
    groups.add(nesting.groupOf(index));
    systems.add(row.system);
  });
  return { entitlements, groups, systems, unsettled };
}

function systemOf(entitlement: number | undefined, { entitlements }: LoadedEstate): string {
  return entitlements[entitlement ?? -1]?.system ?? "";
}
