import type { Membership } from "../../model/records/group.ts";
import type { Drafts, Member } from "./drafts.ts";
import type { Ground } from "./ground.ts";
import { saysWhoPeopleAre } from "./ground.ts";

/** Direct edges of groups, and where groups and users tell different stories. */
export interface Joined {
  readonly memberships: readonly Membership[];
  /** Members that stand in no list that was read. */
  readonly strangers: readonly Member[];
  /** What users say of groups and groups do not, each with whether the group itself is listed. */
  readonly contradictions: readonly { readonly member: string; readonly group: string; readonly listed: boolean }[];
  /** Members of groups that do not say so themselves, though they name groups. */
  readonly silent: number;
}

/** Makes memberships from what groups say of their members; what users say of their groups is compared with it. */
export function joinMembers(drafts: Drafts, ground: Ground): Joined {
  const memberships = new Map<string, Membership>();
  const strangers = new Map<string, Member>();
  const parents = new Map<string, Set<string>>();
  const add = (group: string, member: Member) => {
    const isGroup = kindOf(member, drafts) === "group";
    const made = membershipOf(group, member.id, isGroup, ground);
    memberships.set(made.id, made);
    const above = parents.get(member.id) ?? new Set();
    parents.set(member.id, above.add(group));
  };
  for (const [group, members] of drafts.members) {
    for (const member of members) {
      if (!drafts.holders.has(member.id) && !drafts.members.has(member.id)) strangers.set(member.id, member);
      add(group, member);
    }
  }
  const missing = drafts.claims.filter(({ member, group }) => !isWithin(member, group, parents));
  // Only an edge that is called direct may be one; the others may have come through a group that is not shown.
  for (const { member, group, type } of missing)
    if (type === "direct" && drafts.members.has(group)) add(group, { id: member, type: "user" });
  return {
    memberships: [...memberships.values()],
    strangers: [...strangers.values()],
    contradictions: missing.map(({ member, group }) => ({ member, group, listed: drafts.members.has(group) })),
    silent: silentMembers(drafts),
  };
}

/** What lists say goes before what the member's own type says. */
function kindOf({ id, type }: Member, { holders, members }: Drafts): "group" | "account" {
  if (holders.has(id) !== members.has(id)) return members.has(id) ? "group" : "account";
  return type === "group" ? "group" : "account";
}

function membershipOf(group: string, member: string, isGroup: boolean, { ids, context }: Ground): Membership {
  const memberType = isGroup ? "group" : saysWhoPeopleAre(context) ? "identity" : "account";
  return {
    id: ids.membership(group, member),
    group: ids.of("group", group),
    member: ids.of(memberType, member),
    memberType,
    source: "unknown",
    state: "active",
  };
}

/** Whether a member is in a group, directly or through others; circles are walked once. */
function isWithin(member: string, group: string, parents: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set<string>();
  const open = [...(parents.get(member) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === group) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(parents.get(next) ?? []));
  }
  return false;
}

function silentMembers({ members, claims, holders }: Drafts): number {
  const told = new Set(claims.map(({ member, group }) => `${group}\n${member}`));
  const speakers = new Set(claims.map(({ member }) => member));
  let silent = 0;
  for (const [group, all] of members)
    for (const { id } of all) if (holders.has(id) && speakers.has(id) && !told.has(`${group}\n${id}`)) silent++;
  return silent;
}
