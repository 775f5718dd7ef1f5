import type { Reading } from "./books.ts";
import type { LdapEntry } from "./entry.ts";
import { groupRecord, isDynamic } from "./group-record.ts";
import { ownerDns } from "./identity-record.ts";
import type { MemberNames } from "./members.ts";
import { addMember } from "./membership-record.ts";

/** Takes a group: its own record waits. */
export function takeGroup(entry: LdapEntry, id: string, reading: Reading): void {
  const { books, directory, server } = reading;
  const record = groupRecord(entry, id, server.flavour);
  const native = directory.nativeId(entry);
  if (record === undefined || native === undefined)
    books.group.incomplete("groups were left out whose name cannot be read", entry.dn);
  else reading.groups.add({ record, dn: entry.dn, native, owners: ownerDns(entry, ["managedBy", "owner"]) });
}

/** Takes the members of a group: those of the names, and those that it calls by login. */
export function takeMembers(entry: LdapEntry, id: string, { dns, short }: MemberNames, reading: Reading): void {
  const { books, directory } = reading;
  const byRule = isDynamic(entry);
  if (short !== undefined) books.membership.incomplete(short, entry.dn);
  for (const dn of dns) {
    const found = directory.find(dn);
    if (found?.type === "identity") addMember(reading, id, found, byRule);
    else reading.members.add({ group: id, groupDn: entry.dn, dn, byRule });
  }
  for (const uid of entry.texts("memberUid")) {
    const found = directory.withUid(uid);
    if (found === undefined) books.membership.warn("memberUid names a login that nobody has", `${uid} in ${entry.dn}`);
    else if (found === "several") books.membership.incomplete("memberUid names a login that several have", uid);
    else addMember(reading, id, { id: found, type: "identity" }, byRule);
  }
  noteEmpty(reading, entry, dns.length);
}

/** A class that cannot be empty and shows nobody hides its members; a rule that the server does not apply does too. */
function noteEmpty({ server, books }: Reading, entry: LdapEntry, members: number): void {
  if (members > 0) return;
  if (cannotBeEmpty(entry, { server }))
    books.membership.incomplete("a group that cannot be empty shows no member; the reader may not see them", entry.dn);
  else if (isDynamic(entry))
    books.membership.incomplete("a group has its members by a rule that the server does not apply", entry.dn);
}

/** Whether a group has to have a member by its class; not every server keeps to that. */
export function cannotBeEmpty(entry: LdapEntry, { server }: Pick<Reading, "server">): boolean {
  return server.flavour === "openldap" && (entry.isA("groupOfNames") || entry.isA("groupOfUniqueNames"));
}
