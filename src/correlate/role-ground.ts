import type { RoleGround } from "../access/expand-roles.ts";
import type { LoadedEstate } from "../load/index.ts";
import { wayTo } from "../load/nesting.ts";
import type { PlacedReference, Reference } from "../model/access.ts";
import { selectSubjects } from "./attributes.ts";
import { Directory } from "./directory.ts";
import { findEntitlements } from "./find-entitlements.ts";
import type { Joined } from "./joined.ts";

/** The estate as what roles are expanded in. */
export function roleGround(estate: LoadedEstate, correlation: Joined, now: string): RoleGround {
  const { principals, entitlements, access } = estate;
  const { subjects } = correlation;
  const members = access.roles.flatMap((role) => role.members.map(({ who }) => who));
  const directory = new Directory(
    principals,
    members.flatMap((who) => (who.kind === "person" ? [who.name] : [])),
  );
  const groupNumber = (reference: PlacedReference) =>
    reference.kind === "group" ? only(directory.groups(reference.system, reference.name)) : undefined;
  return {
    subject(reference) {
      if (reference.kind === "nhi") return access.identities.find(({ id }) => id === reference.id)?.id;
      if (reference.kind !== "person") return undefined;
      const found = directory.people(reference.name);
      return only(found.map((number) => subjects.ofPrincipal(principals.firstIdentity + number)?.id));
    },
    select(selector) {
      const found = selectSubjects(selector, estate, correlation, now);
      return { subjects: found.subjects.map(({ id }) => id), unread: found.unread };
    },
    entitlement: (reference) =>
      reference.kind === "entitlement" ? only(findEntitlements(reference, estate).map(({ id }) => id)) : undefined,
    group: (reference) => principals.groupAt(groupNumber(reference) ?? -1)?.id,
    grantsOf: (group) =>
      [...grantsByWay(principals.numberOf(group), estate)]
        .map(([number, via]) => ({ entitlement: entitlements[number]?.id ?? "", via }))
        .toSorted((a, b) => (a.entitlement < b.entitlement ? -1 : 1)),
  };
}

/** Numbers of the entitlements that a group's members get, each with the way there. */
function grantsByWay(group: number, { nesting, grants }: LoadedEstate): Map<number, string[]> {
  const ways = new Map<number, string[]>();
  for (const reached of nesting.closure(group)) {
    grants.byPrincipal.each(reached.group, (grant) => {
      const number = grants.entitlement(grant);
      // Nearer groups come first, so the way that is known already is no longer.
      if (!ways.has(number) && !grants.denies(grant)) ways.set(number, wayTo(reached));
    });
  }
  return ways;
}

const groupDirectories = new WeakMap<LoadedEstate, Directory>();

/** Numbers of the entitlements that members of the group that a reference means get. */
export function roleGroupGrants(
  { system, name }: Extract<Reference, { readonly kind: "group" }>,
  estate: LoadedEstate,
): number[] {
  const directory = groupDirectories.get(estate) ?? new Directory(estate.principals, []);
  groupDirectories.set(estate, directory);
  const group = only(directory.groups(system, name));
  return group === undefined ? [] : [...grantsByWay(group, estate).keys()];
}

/** The one value that all agree on; undefined where there is none, or several. */
function only<T>(values: readonly (T | undefined)[]): T | undefined {
  const [found, second] = new Set(values);
  return second === undefined ? found : undefined;
}
