import type { Drafts, Right } from "./drafts.ts";
import { type Ground, saysWhoPeopleAre } from "./ground.ts";
import { addMember, contradictionsIn, joinMembers } from "./join-members.ts";
import { announce, type Book, judge, judgeDependants, sizeOf } from "./judge-lists.ts";
import { Listing } from "./listing.ts";
import type { LookedUp } from "./look-up.ts";
import type { Lists } from "./read-source.ts";
import { scimReads } from "./reads.ts";

/** All that one reading brought. */
export interface Reading {
  readonly lists: Lists;
  readonly drafts: Drafts;
  readonly lookedUp: LookedUp;
  /** What the server would not tell of itself. */
  readonly remarks: readonly string[];
}

/** Writes what could be written only once everything was read, and says of every kind what keeps it from being whole. */
export function fillBook(reading: Reading, ground: Ground): void {
  const { lists, drafts } = reading;
  const accounts = fillAccounts(reading, ground);
  const groups = lists.groups === "absent" ? [] : fillGroups(reading, ground);
  const rights = fillRights(reading, ground);
  if (ground.options.allowEmpty) return;
  if (lists.users instanceof Listing && sizeOf(lists.users) + sizeOf(lists.agents) === 0)
    for (const kind of [...accounts, ...groups, ...rights])
      kind.incomplete("nobody at all is listed; a token of another tenant looks just so (`allowEmpty` believes it)");
  if (drafts.groups.size > 0 && drafts.edges.size === 0 && lists.groups !== "absent")
    drafts
      .kind("membership")
      .incomplete("no group has a member; some servers never show them (`allowEmpty` believes it)");
}

function fillAccounts({ lists, drafts, lookedUp, remarks }: Reading, { context }: Ground): Book[] {
  const accounts = drafts.kind("account");
  const isDirectory = saysWhoPeopleAre(context);
  const identities = isDirectory || lists.agents !== "absent" ? [drafts.kind("identity")] : [];
  const books: Book[] = [accounts, ...identities];
  judge(lists.users, isDirectory ? books : [accounts]);
  judge(lists.agents, books);
  announce([lists.users, lists.agents], isDirectory ? books : [accounts]);
  if (!isDirectory) announce([lists.agents], identities);
  for (const remark of remarks) accounts.warn(remark);
  if (lists.groups === "absent" && drafts.claims.size > 0)
    accounts.warn("users name groups, and the server has no list of groups: who is in which stays unknown");
  for (const { id } of lookedUp.hidden)
    for (const one of isDirectory ? books : [accounts])
      one.incomplete("a user who exists is in no list: the server leaves some out", id);
  for (const manager of drafts.managers)
    if (!drafts.kind("identity").has(manager)) accounts.warn("a manager is nobody in the list", manager);
  return books;
}

function fillGroups({ lists, drafts, lookedUp }: Reading, ground: Ground): Book[] {
  const { ids } = ground;
  const groups = drafts.kind("group");
  const memberships = drafts.kind("membership");
  joinMembers(drafts, new Set(lookedUp.gone), ground);
  judge(lists.groups, [groups, memberships]);
  announce([lists.groups], [groups]);
  for (const id of lookedUp.gone) memberships.warn("a group has a member who no longer exists", id);
  for (const id of lookedUp.open) memberships.warn("a group has a member that no list shows", id);
  for (const { member, group, type, listed } of contradictionsIn(drafts)) {
    const example = `${ids.of("account", member)} in ${ids.of("group", group)}`;
    if (!listed) groups.incomplete("users are in groups that the list of groups does not show", example);
    memberships.incomplete("users name groups that do not name them", example);
    // Only an edge that is called direct may be one; the others may have come through a group that is not shown.
    if (type === "direct" && listed) addMember(group, member, "account", drafts, ground);
  }
  if (drafts.silent > 0) memberships.warn(`${drafts.silent} members do not name the group that names them`);
  return [groups, memberships];
}

/** Rights are kinds only where there is a sign that the server shows them: many never do. */
function fillRights({ lists, drafts }: Reading, ground: Ground): Book[] {
  const { roles, entitlements, users, agents } = lists;
  const isListed = roles !== "absent" || entitlements !== "absent";
  if (drafts.rights.size === 0 && !isListed && ground.options.rights === "seen") return [];
  const known = drafts.kind("entitlement");
  const grants = drafts.kind("grant");
  if (isListed) for (const field of scimReads.entitlement.some.listed.fields) known.fields.add(field);
  for (const right of drafts.rights.values()) drafts.add("entitlement", entitlementOf(right, ground));
  judge(roles, [known]);
  judge(entitlements, [known]);
  judgeDependants(users, [known, grants]);
  judgeDependants(agents, [known, grants]);
  return [known, grants];
}

function entitlementOf({ kind, value, names, contains }: Right, { ids, context }: Pick<Ground, "ids" | "context">) {
  const [name, second] = [...names].toSorted();
  return {
    id: ids.right(kind, value),
    app: context.system,
    kind: kind === "role" ? ("role" as const) : ("custom" as const),
    name: name !== undefined && second === undefined ? name : value,
    ...(contains.size > 0 && { contains: [...contains].map((part) => ids.right(kind, part)).toSorted() }),
  };
}
