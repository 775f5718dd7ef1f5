import type { LoadedEstate } from "./index.ts";

/** Tells which groups give their members something privileged, directly or through the groups they are in. */
export function privilegedGroups(estate: LoadedEstate): (group: number) => boolean {
  const groups = new Map<number, boolean>();
  return (group) => {
    const known = groups.get(group);
    if (known !== undefined) return known;
    const privileged = estate.nesting.closure(group).some((reached) => grantsPrivileged(reached.group, estate));
    groups.set(group, privileged);
    return privileged;
  };
}

/** The same for all groups at once, each looked at once however they are nested. */
export function groupsGivingPrivilege(estate: LoadedEstate): ReadonlySet<number> {
  const { nesting, principals } = estate;
  const open = principals.groups
    .map(({ keys }, offset) => (keys.deleted ? -1 : principals.firstGroup + offset))
    .filter((group) => group >= 0 && grantsPrivileged(group, estate));
  const found = new Set(open);
  for (let outer = open.pop(); outer !== undefined; outer = open.pop()) {
    nesting.byGroup.each(outer, (membership) => {
      const inner = nesting.memberOf(membership);
      if (!principals.groupAt(inner) || found.has(inner)) return;
      found.add(inner);
      open.push(inner);
    });
  }
  return found;
}

/** Tells which accounts hold something privileged, directly or through groups, whoever they belong to. */
export function privilegedAccounts(estate: LoadedEstate): (account: number) => boolean {
  const { nesting } = estate;
  const groupGrants = privilegedGroups(estate);
  return (account) => {
    if (grantsPrivileged(account, estate)) return true;
    let privileged = false;
    nesting.byMember.each(account, (membership) => {
      const group = nesting.groupOf(membership);
      if (group >= 0 && groupGrants(group)) privileged = true;
    });
    return privileged;
  };
}

function grantsPrivileged(principal: number, { grants, entitlements }: LoadedEstate): boolean {
  let privileged = false;
  grants.byPrincipal.each(principal, (grant) => {
    if (entitlements[grants.entitlement(grant)]?.keys.privileged) privileged = true;
  });
  return privileged;
}
