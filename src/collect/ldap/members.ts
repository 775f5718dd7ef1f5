import type { Connection } from "./connection.ts";
import { LdapEntry } from "./entry.ts";
import { memberRange } from "./profile.ts";

/** Members of one group as DNs, and what kept them from being all. */
export interface MemberNames {
  readonly dns: readonly string[];
  readonly short?: string;
}

const rangeName = /^member;range=(\d+)-(\d+|\*)$/iu;

/** Whether the server gives the members of a group range by range. */
export function isRanged(group: LdapEntry): boolean {
  return rangeOf(group) !== undefined;
}

/** The DNs that a group names all at once. */
export function namedMembers(group: LdapEntry): MemberNames {
  const dns = [...new Set([...group.texts("member"), ...group.texts("uniqueMember").map(withoutUid)])];
  return group.garbled.has("member") ? { dns, short: "a member is no UTF-8" } : { dns };
}

/** The DNs of a group that names them range by range (MS-ADTS §3.1.1.3.1.3.3). @throws RequestFailure */
export async function rangedMembers(connection: Connection, group: LdapEntry): Promise<MemberNames> {
  const named = namedMembers(group);
  if (named.short !== undefined) return named;
  const dns = new Set(named.dns);
  let range = rangeOf(group);
  for (let at = 0; range !== undefined; ) {
    for (const dn of range.dns) dns.add(dn);
    if (range.isLast) return { dns: [...dns] };
    if (range.next <= at) return { dns: [...dns], short: "the server gives the same range of members again" };
    at = range.next;
    const answer = await oneRange(connection, group, at);
    if (!answer) return { dns: [...dns], short: "the group was gone before its last members were read" };
    if (answer.text("uSNChanged") !== group.text("uSNChanged"))
      return { dns: [...dns], short: "the group changed while its members were read" };
    range = rangeOf(answer);
    if (range === undefined) return { dns: [...dns], short: "the server ended the members in the middle" };
  }
  return { dns: [...dns] };
}

async function oneRange(connection: Connection, group: LdapEntry, at: number): Promise<LdapEntry | undefined> {
  const attributes = [`member;range=${at}-${at + memberRange - 1}`, "uSNChanged"];
  const request = { base: group.dn, scope: "base", filter: "(objectClass=*)", attributes } as const;
  const [entry] = (await connection.search(request)).entries;
  return entry && new LdapEntry(entry);
}

/** The range that an answer holds; the name that was asked for may be there too, empty. */
function rangeOf(entry: LdapEntry): { dns: readonly string[]; next: number; isLast: boolean } | undefined {
  for (const name of entry.names()) {
    const [, , last = ""] = rangeName.exec(name) ?? [];
    const dns = last === "" ? [] : entry.texts(name);
    if (dns.length > 0 || last === "*") return { dns, next: Number(last) + 1, isLast: last === "*" };
  }
  return undefined;
}

/** A unique member may carry a bit string after its DN (RFC 4517 §3.3.21). */
function withoutUid(text: string): string {
  return text.replace(/#'[01]*'B$/u, "");
}
