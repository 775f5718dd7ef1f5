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
