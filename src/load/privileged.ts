import type { LoadedEstate } from "./index.ts";

/** Tells which accounts hold something privileged, directly or through groups, whoever they belong to. */
export function privilegedAccounts(estate: LoadedEstate): (account: number) => boolean {
  const { grants, entitlements, nesting } = estate;
  const groups = new Map<number, boolean>();
  const grantsPrivileged = (principal: number): boolean => {
    let privileged = false;
    grants.byPrincipal.each(principal, (grant) => {
      if (entitlements[grants.entitlement(grant)]?.keys.privileged) privileged = true;
    });
    return privileged;
  };
  const groupGrants = (group: number): boolean => {
    const known = groups.get(group);
    if (known !== undefined) return known;
    const privileged = nesting.closure(group).some((reached) => grantsPrivileged(reached.group));
    groups.set(group, privileged);
    return privileged;
  };
  return (account) => {
    if (grantsPrivileged(account)) return true;
    let privileged = false;
    nesting.byMember.each(account, (membership) => {
      const group = nesting.groupOf(membership);
      if (group >= 0 && groupGrants(group)) privileged = true;
    });
    return privileged;
  };
}
