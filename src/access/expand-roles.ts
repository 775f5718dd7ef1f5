import type { ExpectedAccess, ExpectedGrant, ExpectedMembership, RoleHolder } from "../model/declared/expected.ts";
import type { DeclaredRole, RoleMember, Selector } from "../model/declared/role.ts";
import type { PlacedReference } from "../model/reference.ts";
import type { CalendarDate } from "../model/time.ts";

/** What roles are expanded in. A name that leads to nothing or to several leads nowhere: access lint has said so. */
export interface RoleGround {
  /** The id of the subject that a person or machine is. */
  subject(reference: PlacedReference): string | undefined;
  /** The ids of those whom a selector means, or the fields that nothing tells. */
  select(selector: Selector): { readonly subjects: readonly string[]; readonly unread: readonly string[] };
  /** The record id of an entitlement. */
  entitlement(reference: PlacedReference): string | undefined;
  /** The record id of a group. */
  group(reference: PlacedReference): string | undefined;
  /** What members of a group get by it, with the way there, nearest group first. */
  grantsOf(group: string): readonly { readonly entitlement: string; readonly via: readonly string[] }[];
}

/**
 * Says who holds what by the roles: each holder, once for every line or selector that makes them one, with each
 * entitlement and group. Nobody is left out because their time is over or has not come: `from` and `until` tell.
 */
export function expandRoles(roles: readonly DeclaredRole[], ground: RoleGround): ExpectedAccess {
  const expanded = roles.map((role) => expandRole(role, ground));
  return {
    holders: expanded.flatMap(({ holders }) => holders),
    grants: expanded.flatMap(({ grants }) => grants),
    memberships: expanded.flatMap(({ memberships }) => memberships),
    unread: expanded.flatMap(({ unread }) => unread),
  };
}

function expandRole(role: DeclaredRole, ground: RoleGround): ExpectedAccess {
  const { subjects = [], unread = [] } = role.selector ? ground.select(role.selector) : {};
  const holders = [
    ...role.members.flatMap((member) => memberOf(role, member, ground.subject(member.who)) ?? []),
    ...subjects.map((subject) => selected(role, subject)),
  ].toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
  const groups = role.grants.flatMap((reference) =>
    reference.kind === "group" ? (ground.group(reference) ?? []) : [],
  );
  const targets: Pick<ExpectedGrant, "entitlement" | "via">[] = [
    ...role.grants.flatMap((reference) => {
      const entitlement = reference.kind === "entitlement" ? ground.entitlement(reference) : undefined;
      return entitlement === undefined ? [] : [{ entitlement }];
    }),
    ...groups.flatMap((group) => ground.grantsOf(group)),
  ];
  return {
    holders,
    grants: holders.flatMap((holder) => targets.map((target): ExpectedGrant => ({ ...holder, ...target }))),
    memberships: holders.flatMap((holder) => groups.map((group): ExpectedMembership => ({ ...holder, group }))),
    unread: unread.length > 0 ? [{ role: role.id, fields: unread }] : [],
  };
}

function memberOf(role: DeclaredRole, member: RoleMember, subject: string | undefined): RoleHolder | undefined {
  if (subject === undefined) return undefined;
  const until = earlier(member.until, role.validUntil);
  return {
    ...{ subject, role: role.id, by: "member", place: member.who.place },
    ...(member.from !== undefined && { from: `${member.from}T00:00:00Z` }),
    ...(until !== undefined && { until: `${until}T23:59:59Z` }),
  };
}

function selected(role: DeclaredRole, subject: string): RoleHolder {
  return {
    ...{ subject, role: role.id, by: "selector", place: role.selector?.place ?? role.place },
    ...(role.validUntil !== undefined && { until: `${role.validUntil}T23:59:59Z` }),
  };
}

function earlier(a: CalendarDate | undefined, b: CalendarDate | undefined): CalendarDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
