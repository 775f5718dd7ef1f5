import type { RoleGround } from "../../access/expand-roles.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { ExpectedAccess } from "../../model/declared/expected.ts";
import type { PlacedReference } from "../../model/reference.ts";

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

/** What is being gathered into `Named`. */
interface Gathered {
  readonly entitlements: Set<number>;
  readonly groups: Set<number>;
  readonly systems: Set<string>;
  readonly unsettled: { readonly entitlements: Map<number, string>; readonly groups: Map<number, string> };
}

/** What roles name themselves, and what lines of a format of one's own do. */
export function namedByRoles(estate: LoadedEstate, ground: RoleGround, unread: ExpectedAccess["unread"]): Named {
  const named: Gathered = {
    entitlements: new Set(),
    groups: new Set(),
    systems: new Set(),
    unsettled: { entitlements: new Map(), groups: new Map() },
  };
  const given = givenBy(estate, ground);
  const unreadRoles = new Set(unread.map(({ role }) => role));
  for (const role of estate.access.roles) {
    for (const reference of role.grants) {
      const one = given(reference);
      nameGiven(named, one);
      if (unreadRoles.has(role.id)) leaveUnsettled(named, one, role.id);
    }
  }
  nameDeclared(named, estate);
  return named;
}

/** One line of a role, resolved. */
interface Given {
  /** The entitlement that it refers to, where that was observed. */
  readonly entitlement: number | undefined;
  /** The group, likewise. */
  readonly group: number | undefined;
  /** What members of the group get by it; undefined for what was not observed. */
  readonly brought: readonly (number | undefined)[];
  /** The systems of the reference and of what the group brings. */
  readonly systems: readonly string[];
}

function givenBy(estate: LoadedEstate, ground: RoleGround): (reference: PlacedReference) => Given {
  const { principals, entitlements } = estate;
  const numbers = new Map(entitlements.map(({ id }, number) => [id, number]));
  return (reference) => {
    switch (reference.kind) {
      case "entitlement": {
        const entitlement = numbers.get(ground.entitlement(reference) ?? "");
        return { entitlement, group: undefined, brought: [], systems: [reference.app] };
      }
      case "group": {
        const number = principals.numberOf(ground.group(reference) ?? "");
        if (number < 0) return { entitlement: undefined, group: undefined, brought: [], systems: [reference.system] };
        const brought = ground
          .grantsOf(principals.idOf(number) ?? "")
          .map(({ entitlement }) => numbers.get(entitlement));
        const systems = brought.map((one) => entitlements[one ?? -1]?.system ?? "");
        return { entitlement: undefined, group: number, brought, systems: [reference.system, ...systems] };
      }
      default:
        return { entitlement: undefined, group: undefined, brought: [], systems: [] };
    }
  };
}

function nameGiven({ entitlements, groups, systems }: Gathered, given: Given): void {
  if (given.entitlement !== undefined) entitlements.add(given.entitlement);
  if (given.group !== undefined) groups.add(given.group);
  for (const system of given.systems) systems.add(system);
}

function leaveUnsettled({ unsettled }: Gathered, { entitlement, group, brought }: Given, role: string): void {
  if (group !== undefined) unsettled.groups.set(group, role);
  for (const number of [entitlement, ...brought]) {
    if (number !== undefined) unsettled.entitlements.set(number, role);
  }
}

/** What lines of a format of one's own give. */
function nameDeclared({ entitlements, groups, systems }: Gathered, { grants, nesting }: LoadedEstate): void {
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
}
