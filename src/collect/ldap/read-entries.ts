import type { RecordKind } from "../../model/record-id.ts";
import type { KindBook } from "../kind-book.ts";
import type { Entries, Known, Reading } from "./books.ts";
import { Directory } from "./directory.ts";
import type { LdapEntry } from "./entry.ts";
import { noteEnding } from "./note-ending.ts";
import { readPages } from "./read-pages.ts";

type Before = Omit<Reading, "entries" | "lockHidden">;

interface Part {
  readonly base?: string | undefined;
  readonly filter: string;
}

/** Reads service accounts, people and groups, and remembers where each stands. @throws RequestFailure */
export async function readEntries(before: Before): Promise<Entries> {
  const { context, options, server, profile, books } = before;
  const directory = new Directory(context, server.flavour);
  const { identity, group, membership, entitlement, grant, credential } = books;
  const ofAccounts = [identity, membership, ...(credential ? [credential] : [])];
  const ofGroups = [group, membership, entitlement, grant];
  const services = new Map<string, Known>();
  for (const part of [{ filter: profile.services }, ...options.services])
    for (const known of await read(part, "identity", ofAccounts, before, directory)) services.set(known.id, known);
  const people = await read(
    { filter: profile.people, ...given(options.people) },
    "identity",
    ofAccounts,
    before,
    directory,
  );
  const groups =
    options.groups === "none"
      ? []
      : await read({ filter: profile.groups, ...given(options.groups) }, "group", ofGroups, before, directory);
  const accounts = [
    ...[...services.values()].map((known) => ({ ...known, isService: true })),
    ...people.filter(({ id }) => !services.has(id)).map((known) => ({ ...known, isService: false })),
  ];
  if (people.length === 0)
    for (const book of ofAccounts) book.incomplete("no person was found; the base, the filter or a right is wrong");
  if (groups.length === 0 && options.groups !== "none")
    for (const book of ofGroups) book.incomplete("no group was found; the base, the filter or a right is wrong");
  for (const dn of directory.shared) membership.incomplete("two entries have one distinguished name", dn);
  return { directory, accounts, groups };
}

async function read(
  part: Part,
  type: "identity" | "group",
  books: readonly KindBook<RecordKind>[],
  { connection, context, options, server, profile }: Before,
  directory: Directory,
): Promise<Known[]> {
  const found: Known[] = [];
  const attributes = type === "identity" ? profile.account : profile.group;
  const search = { base: part.base ?? server.base, filter: part.filter, attributes, pageSize: options.pageSize };
  const take = (entry: LdapEntry) => {
    const id = directory.enter(entry, type);
    if (id !== undefined) found.push({ entry, id });
    else
      for (const book of books) book.incomplete("entries were left out whose unchanging id cannot be read", entry.dn);
  };
  noteEnding(await readPages(connection, search, context.progress, take), books);
  return found;
}

/** Without the keys that were not given, so that they do not hide the flavour's own. */
function given(part: { base?: string | undefined; filter?: string | undefined }): Partial<Part> {
  return {
    ...(part.base !== undefined && { base: part.base }),
    ...(part.filter !== undefined && { filter: part.filter }),
  };
}
