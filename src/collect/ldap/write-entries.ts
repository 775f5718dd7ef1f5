import type { Reading } from "./books.ts";
import { dnKey } from "./dn.ts";
import { accessOf } from "./group-record.ts";
import { identityRecord, ownersOf } from "./identity-record.ts";
import { addMember } from "./membership-record.ts";
import { type Stranger, whoAre } from "./strangers.ts";
import type { AccountNote } from "./waiting.ts";

/** Writes what had to wait until everybody was known. @throws RequestFailure */
export async function writeEntries(reading: Reading): Promise<void> {
  const { books, options, profile, lockHidden, directory } = reading;
  const dangling = (field: string, dn: string) => books.identity.warn(`${field} names somebody who was not read`, dn);
  const dynamic = options.groups === "none" ? new Set<string>() : writeGroups(reading);
  const notesLogins = books.identity.fields.has("lastLoginAt");
  for (const note of reading.accounts) {
    const record = identityRecord(note, { directory, dangling });
    const unknown = [...(record.unknown ?? []), "lastLoginAt"];
    books.identity.add(note.unused && notesLogins ? { ...record, unknown } : record);
    if (options.groups !== "none") addPrimary(reading, note, dynamic);
  }
  if (lockHidden && books.identity.size > 0)
    books.identity.incomplete(`the reader may not see ${profile.lock}, so that no status is known`);
  if (options.groups !== "none") await writeMembers(reading);
}

/** Writes every group, and those that are access by themselves as an entitlement too. Gives those whose members a rule makes. */
function writeGroups({ books, options, context, directory, groups }: Reading): ReadonlySet<string> {
  const dangling = (field: string, dn: string) => books.group.warn(`${field} names somebody who was not read`, dn);
  const asked = new Map(options.accessGroups.map((dn) => [dnKey(dn), dn]));
  const dynamic = new Set<string>();
  for (const { record, dn, native, owners } of groups) {
    const group = { ...record, owners: ownersOf(owners, { directory, dangling }) };
    books.group.add(group);
    if (group.membershipType === "dynamic") dynamic.add(group.id);
    const isAsked = asked.delete(dnKey(dn));
    if (!(isAsked || group.grantsPrivileged)) continue;
    const { entitlement, grant } = accessOf(group, native, context.system, directory);
    books.entitlement.add(entitlement);
    books.grant.add(grant);
  }
  for (const dn of asked.values()) {
    for (const book of [books.entitlement, books.grant])
      book.incomplete("`accessGroups` names a group that was not read", dn);
  }
  return dynamic;
}

/** Primary groups, which no group names as such. */
function addPrimary(reading: Reading, { record, dn, primary }: AccountNote, dynamic: ReadonlySet<string>): void {
  const { server, directory, books } = reading;
  const isWindows = server.flavour === "ad";
  const groups = primary.flatMap((one) =>
    isWindows ? (directory.groupWithSid(one) ?? []) : directory.groupsWithGid(one),
  );
  for (const group of groups) addMember(reading, group, { id: record.id, type: "identity" }, dynamic.has(group));
  if (isWindows && groups.length === 0) books.membership.incomplete("a primary group was not read", dn);
}

const meanings: Readonly<Record<Stranger, string>> = {
  computer: "members are computers, which are not read",
  contact: "members are contacts, who cannot log in",
  foreign: "members come from another domain or are built in, and are not read",
  other: "members are neither people, service accounts nor groups of this source",
  missing: "members are gone, or hidden from the reader",
  denied: "members may not be read",
  "not-asked": "members lead to no record, and there are too many to look up",
};

/** Writes groups that are members, and finds out what the other members are that no record was read for. */
async function writeMembers(reading: Reading): Promise<void> {
  const { connection, server, options, context, books, directory, members } = reading;
  const strangers = new Map<string, string>();
  for (const { group, groupDn, dn, byRule } of members) {
    const found = directory.find(dn);
    if (found) addMember(reading, group, found, byRule);
    else strangers.set(dn, groupDn);
  }
  const { pageSize } = options;
  const known = await whoAre(new Set(strangers.keys()), { connection, server, pageSize, progress: context.progress });
  for (const [dn, stranger] of known) {
    const example = `${dn} in ${strangers.get(dn)}`;
    // Active Directory takes the name of whoever is deleted out of every group, so that whoever is named there exists.
    const isHidden =
      stranger === "denied" || stranger === "not-asked" || (stranger === "missing" && server.flavour === "ad");
    if (isHidden) books.membership.incomplete(meanings[stranger], example);
    else books.membership.warn(meanings[stranger], example);
  }
}
