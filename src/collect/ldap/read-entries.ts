import type { RecordKind } from "../../model/record-id.ts";
import { IdTable } from "../../spool/id-table.ts";
import type { KindBook } from "../kind-book.ts";
import type { Reading } from "./books.ts";
import type { LdapEntry } from "./entry.ts";
import { isRanged, namedMembers, rangedMembers } from "./members.ts";
import { noteEnding } from "./note-ending.ts";
import { readPages } from "./read-pages.ts";
import { takeAccount } from "./take-account.ts";
import { takeGroup, takeMembers } from "./take-group.ts";

interface Part {
  readonly base?: string | undefined;
  readonly filter: string;
}

/** Reads service accounts, people and groups, in this order: members are told apart by who is known. @throws RequestFailure */
export async function readEntries(reading: Reading): Promise<void> {
  const { options, profile, books, directory } = reading;
  const { identity, membership, credential } = books;
  const ofAccounts = [identity, membership, ...(credential ? [credential] : [])];
  const known = new IdTable();
  const account = (isService: boolean) => (entry: LdapEntry, id: string) => {
    // Whom both searches give is a service account.
    if (known.add(id)) takeAccount(entry, id, isService, reading);
  };
  for (const part of [{ filter: profile.services }, ...options.services])
    await read(part, "identity", ofAccounts, reading, account(true));
  const people = { filter: profile.people, ...given(options.people) };
  const seen = await read(people, "identity", ofAccounts, reading, account(false));
  if (seen === 0)
    for (const book of ofAccounts) book.incomplete("no person was found; the base, the filter or a right is wrong");
  if (options.groups !== "none") await readGroups({ filter: profile.groups, ...given(options.groups) }, reading);
  for (const dn of directory.shared) membership.incomplete("two entries have one distinguished name", dn);
}

async function readGroups(part: Part, reading: Reading): Promise<void> {
  const { group, membership, entitlement, grant } = reading.books;
  const ofGroups = [group, membership, entitlement, grant];
  const ranged: { entry: LdapEntry; id: string }[] = [];
  const seen = await read(part, "group", ofGroups, reading, (entry, id) => {
    takeGroup(entry, id, reading);
    // The rest of a large group is asked for once the list of groups has ended: a server may keep one search open only.
    if (isRanged(entry)) ranged.push({ entry, id });
    else takeMembers(entry, id, namedMembers(entry), reading);
  });
  for (const { entry, id } of ranged) takeMembers(entry, id, await rangedMembers(reading.connection, entry), reading);
  if (seen > 0) return;
  for (const book of ofGroups) book.incomplete("no group was found; the base, the filter or a right is wrong");
}

/** Gives how many entries came. */
async function read(
  part: Part,
  type: "identity" | "group",
  books: readonly KindBook<RecordKind>[],
  { connection, context, options, server, profile, directory }: Reading,
  take: (entry: LdapEntry, id: string) => void,
): Promise<number> {
  let count = 0;
  const attributes = type === "identity" ? profile.account : profile.group;
  const search = { base: part.base ?? server.base, filter: part.filter, attributes, pageSize: options.pageSize };
  const enter = (entry: LdapEntry) => {
    const id = directory.enter(entry, type);
    if (id !== undefined) {
      count += 1;
      take(entry, id);
      return;
    }
    for (const book of books) book.incomplete("entries were left out whose unchanging id cannot be read", entry.dn);
  };
  noteEnding(await readPages(connection, search, context.progress, enter), books);
  return count;
}

/** Without the keys that were not given, so that they do not hide the flavour's own. */
function given(part: { base?: string | undefined; filter?: string | undefined }): Partial<Part> {
  return {
    ...(part.base !== undefined && { base: part.base }),
    ...(part.filter !== undefined && { filter: part.filter }),
  };
}
