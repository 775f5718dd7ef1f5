import { type Claim, type Drafts, type Member, pair } from "./drafts.ts";
import type { Ground } from "./ground.ts";
import { saysWhoPeopleAre } from "./ground.ts";

/** What users say of groups and groups do not, with whether the group itself is listed. */
export interface Contradiction extends Claim {
  readonly listed: boolean;
}

/** Members that stand in no list that was read, each once. */
export function strangersIn({ open, holders, groups }: Drafts): readonly Member[] {
  const strangers = new Map<string, Member>();
  for (const { member } of open)
    if (!holders.has(member.id) && !groups.has(member.id)) strangers.set(member.id, member);
  return [...strangers.values()];
}

/** Writes the edges that had to wait until all groups were known; those who are gone are members of nothing. */
export function joinMembers(drafts: Drafts, gone: ReadonlySet<string>, ground: Ground): void {
  for (const { group, member } of drafts.open)
    if (!gone.has(member.id)) addMember(group, member.id, kindOf(member, drafts), drafts, ground);
}

/** Writes one edge. */
export function addMember(
  group: string,
  member: string,
  kind: "group" | "account",
  drafts: Drafts,
  { ids, context }: Ground,
): void {
  const memberType = kind === "group" ? "group" : saysWhoPeopleAre(context) ? "identity" : "account";
  if (kind === "group") drafts.within.set(group, [...(drafts.within.get(group) ?? []), member]);
  drafts.add("membership", {
    id: ids.membership(group, member),
    group: ids.of("group", group),
    member: ids.of(memberType, member),
    memberType,
    source: "unknown",
    state: "active",
  });
}

/** What users and agents say of their groups, compared with what the groups say of their members. */
export function* contradictionsIn(drafts: Drafts): Generator<Contradiction> {
  for (const claim of drafts.claims)
    if (!isWithin(claim, drafts)) yield { ...claim, listed: drafts.groups.has(claim.group) };
}

/** What lists say goes before what the member's own type says. */
function kindOf({ id, type }: Member, { holders, groups }: Drafts): "group" | "account" {
  if (holders.has(id) !== groups.has(id)) return groups.has(id) ? "group" : "account";
  return type === "group" ? "group" : "account";
}

/** Whether a member is in a group, directly or through groups within it; circles are walked once. */
function isWithin({ member, group }: Claim, { edges, within }: Drafts): boolean {
  const seen = new Set<string>();
  const open = [group];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (edges.has(pair(next, member))) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(within.get(next) ?? []));
  }
  return false;
}
