import type { RecordOf } from "../../model/record.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { type KindBook, SourceBook } from "../source-book.ts";
import type { Drafts, Right } from "./drafts.ts";
import { type Ground, saysWhoPeopleAre } from "./ground.ts";
import type { Joined } from "./join-members.ts";
import { announce, type Book, judge, judgeDependants, sizeOf } from "./judge-lists.ts";
import { Listing } from "./listing.ts";
import type { LookedUp } from "./look-up.ts";
import type { Lists } from "./read-source.ts";
import { scimReads } from "./reads.ts";

/** All that one reading brought. */
export interface Reading {
  readonly lists: Lists;
  readonly drafts: Drafts;
  readonly joined: Joined;
  readonly lookedUp: LookedUp;
  /** What the server would not tell of itself. */
  readonly remarks: readonly string[];
}

/** Writes what was read into a book, kind by kind, with everything that keeps a kind from being whole. */
export function fillBook(
  context: CollectContext,
  collector: { readonly name: string; readonly version: number },
  reading: Reading,
  ground: Ground,
): SourceBook {
  const book = new SourceBook(context, collector);
  const { lists } = reading;
  const accounts = fillAccounts(book, reading, ground);
  const groups = lists.groups === "absent" ? [] : fillGroups(book, reading, ground);
  const rights = fillRights(book, reading, ground);
  if (ground.options.allowEmpty) return book;
  if (lists.users instanceof Listing && sizeOf(lists.users) + sizeOf(lists.agents) === 0)
    for (const kind of [...accounts, ...groups, ...rights])
      kind.incomplete("nobody at all is listed; a token of another tenant looks just so (`allowEmpty` believes it)");
  const members = [...reading.drafts.members.values()];
  const [, memberships] = groups;
  if (members.length > 0 && members.every(({ length }) => length === 0))
    memberships?.incomplete("no group has a member; some servers never show them (`allowEmpty` believes it)");
  return book;
}

function fillAccounts(book: SourceBook, { lists, drafts, lookedUp, remarks }: Reading, { context }: Ground): Book[] {
  const accounts = filled(book, "account", drafts.accounts, scimReads.account.fields);
  const isDirectory = saysWhoPeopleAre(context);
  const { fields, some } = scimReads.identity;
  const identities =
    isDirectory || lists.agents !== "absent"
      ? [filled(book, "identity", drafts.identities, [...fields, ...some.agents.fields])]
      : [];
  const books: Book[] = [accounts, ...identities];
  judge(lists.users, isDirectory ? books : [accounts]);
  judge(lists.agents, books);
  announce([lists.users, lists.agents], isDirectory ? books : [accounts]);
  if (!isDirectory) announce([lists.agents], identities);
  for (const remark of remarks) accounts.warn(remark);
  if (lists.groups === "absent" && drafts.claims.length > 0)
    accounts.warn("users name groups, and the server has no list of groups: who is in which stays unknown");
  for (const { what, id } of drafts.doubts) accounts.warn(what, id);
  for (const { id } of lookedUp.hidden)
    for (const one of isDirectory ? books : [accounts])
      one.incomplete("a user who exists is in no list: the server leaves some out", id);
  const known = new Set(drafts.identities.map(({ id }) => id));
  for (const { managerId } of drafts.identities)
    if (managerId !== undefined && !known.has(managerId)) accounts.warn("a manager is nobody in the list", managerId);
  return books;
}

function fillGroups(book: SourceBook, { lists, drafts, joined, lookedUp }: Reading, { ids }: Ground): Book[] {
  const groups = filled(book, "group", drafts.groups, scimReads.group.fields);
  // Whoever no longer exists is a member of nothing; the group's note of them is told and not kept.
  const gone = new Set(lookedUp.gone.flatMap((id) => [ids.of("account", id), ids.of("identity", id)]));
  const standing = joined.memberships.filter(({ member }) => !gone.has(member));
  const memberships = filled(book, "membership", standing, scimReads.membership.fields);
  judge(lists.groups, [groups, memberships]);
  announce([lists.groups], [groups]);
  for (const id of drafts.nameless) memberships.incomplete("a member of a group has no id", id);
  for (const id of lookedUp.gone) memberships.warn("a group has a member who no longer exists", id);
  for (const id of lookedUp.open) memberships.warn("a group has a member that no list shows", id);
  for (const { member, group, listed } of joined.contradictions) {
    const example = `${ids.of("account", member)} in ${ids.of("group", group)}`;
    if (!listed) groups.incomplete("users are in groups that the list of groups does not show", example);
    memberships.incomplete("users name groups that do not name them", example);
  }
  if (joined.silent > 0) memberships.warn(`${joined.silent} members do not name the group that names them`);
  return [groups, memberships];
}

/** Rights are kinds only where there is a sign that the server shows them: many never do. */
function fillRights(book: SourceBook, { lists, drafts }: Reading, { ids, context, options }: Ground): Book[] {
  const { roles, entitlements, users, agents } = lists;
  const isListed = roles !== "absent" || entitlements !== "absent";
  if (drafts.rights.size === 0 && !isListed && options.rights === "seen") return [];
  const { fields, some } = scimReads.entitlement;
  const rights = [...drafts.rights.values()].map((right) => entitlementOf(right, { ids, context }));
  const known = filled(book, "entitlement", rights, [...fields, ...(isListed ? some.listed.fields : [])]);
  const grants = filled(book, "grant", drafts.grants, scimReads.grant.fields);
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

/** A kind with its records; the fields read are those it always has and those that any record has. */
function filled<K extends RecordKind>(
  book: SourceBook,
  kind: K,
  records: readonly RecordOf<K>[],
  always: readonly (keyof RecordOf<K> & string)[],
): KindBook<K> {
  const fields = new Set(always);
  for (const record of records) for (const name in record) if (name !== "unknown") fields.add(name);
  const made = book.kind(kind, [...fields]);
  for (const record of records) made.add(record);
  return made;
}
