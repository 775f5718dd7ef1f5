import type { Membership } from "../../model/records/group.ts";
import type { Known, Reading } from "./books.ts";
import type { Found } from "./directory.ts";
import { isDynamic } from "./group-record.ts";
import { memberDns } from "./members.ts";
import { type Stranger, whoAre } from "./strangers.ts";
import { siblingSid, sidText } from "./windows-ids.ts";

/** Writes every direct edge: named members, logins of POSIX groups, and primary groups, which no group names. */
export async function writeMemberships(reading: Reading): Promise<void> {
  const { connection, books, entries } = reading;
  const strangers = new Map<string, string>();
  for (const group of entries.groups) {
    const { dns, short } = await memberDns(connection, group.entry);
    if (short !== undefined) books.membership.incomplete(short, group.entry.dn);
    for (const dn of dns) {
      const found = entries.directory.find(dn);
      if (found) add(reading, group, found);
      else strangers.set(dn, group.entry.dn);
    }
    for (const uid of group.entry.texts("memberUid")) addByUid(reading, group, uid);
    noteEmpty(reading, group, dns.length);
  }
  addPrimary(reading);
  await noteStrangers(reading, strangers);
}

function add({ entries, books }: Reading, group: Known, { id, type }: Found): void {
  const native = `${nativeOf(group.id)}:${nativeOf(id)}`;
  const membership: Membership = {
    ...{ id: entries.directory.idOf("membership", native), group: group.id, member: id, memberType: type },
    source: isDynamic(group.entry) ? "rule" : "unknown",
  };
  books.membership.add(membership);
}

function addByUid(reading: Reading, group: Known, uid: string): void {
  const { books, entries } = reading;
  const [id, ...more] = entries.directory.withUid(uid);
  if (id === undefined) books.membership.warn("memberUid names a login that nobody has", `${uid} in ${group.entry.dn}`);
  else if (more.length > 0) books.membership.incomplete("memberUid names a login that several have", uid);
  else add(reading, group, { id, type: "identity" });
}

function addPrimary(reading: Reading): void {
  const { server, entries, books } = reading;
  const groups = new Map(entries.groups.map((group) => [group.id, group]));
  for (const { entry, id } of entries.accounts) {
    const ids =
      server.flavour === "ad"
        ? [primaryOf(reading, entry)].flatMap((one) => one ?? [])
        : entry.texts("gidNumber").flatMap((gid) => entries.directory.groupsWithGid(gid));
    for (const group of ids.flatMap((one) => groups.get(one) ?? [])) add(reading, group, { id, type: "identity" });
    if (server.flavour === "ad" && ids.length === 0)
      books.membership.incomplete("a primary group was not read", entry.dn);
  }
}

function primaryOf({ entries }: Reading, entry: Known["entry"]): string | undefined {
  const sid = sidText(entry.bytes("objectSid"));
  const rid = entry.text("primaryGroupID");
  return sid === undefined || rid === undefined ? undefined : entries.directory.groupWithSid(siblingSid(sid, rid));
}

/** A class that cannot be empty and shows nobody hides its members; a rule that the server does not apply does too. */
function noteEmpty({ server, books }: Reading, { entry }: Known, members: number): void {
  if (members > 0) return;
  const mustHave = server.flavour === "openldap" && (entry.isA("groupOfNames") || entry.isA("groupOfUniqueNames"));
  if (mustHave)
    books.membership.incomplete("a group that cannot be empty shows no member; the reader may not see them", entry.dn);
  else if (isDynamic(entry))
    books.membership.incomplete("a group has its members by a rule that the server does not apply", entry.dn);
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

async function noteStrangers(reading: Reading, strangers: ReadonlyMap<string, string>): Promise<void> {
  const { connection, server, options, context, books } = reading;
  const known = await whoAre(new Set(strangers.keys()), {
    connection,
    server,
    pageSize: options.pageSize,
    progress: context.progress,
  });
  for (const [dn, stranger] of known) {
    const example = `${dn} in ${strangers.get(dn)}`;
    // Active Directory takes the name of whoever is deleted out of every group, so that whoever is named there exists.
    const isHidden =
      stranger === "denied" || stranger === "not-asked" || (stranger === "missing" && server.flavour === "ad");
    if (isHidden) books.membership.incomplete(meanings[stranger], example);
    else books.membership.warn(meanings[stranger], example);
  }
}

function nativeOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
