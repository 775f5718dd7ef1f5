import { instantOf } from "../../model/instant-of.ts";
import type { RecordKind } from "../../model/record-id.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { Asking, Known, Name, One, OneReader } from "../look-up.ts";
import { nativeIdOf, otherTenant } from "../native-id.ts";
import type { Reading } from "./books.ts";
import { passwordRecord } from "./credential-record.ts";
import { dnKey } from "./dn.ts";
import type { LdapEntry } from "./entry.ts";
import { type FoundEntry, findByValue, findEntry } from "./find-entry.ts";
import { groupRecord, isDynamic } from "./group-record.ts";
import { identityDraft, identityRecord } from "./identity-record.ts";
import { isRanged, namedMembers, rangedMembers } from "./members.ts";
import { addMember } from "./membership-record.ts";
import { primaryOf } from "./take-account.ts";
import { cannotBeEmpty } from "./take-group.ts";
import { sidText } from "./windows-ids.ts";

/** Asks a directory for single entries by their unchanging ids. */
export class LdapOneReader implements OneReader {
  readonly #reading: Reading;
  /** Entries of the subject by the ids of their records: groups name their members by what only these tell. */
  readonly #entries = new Map<string, LdapEntry>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async ask(known: Known, asking: Asking): Promise<One> {
    const native = nativeIdOf(known, this.#reading.context);
    if (native === undefined) return otherTenant;
    if (known.kind === "group") return await this.#group(native, known.record.id, asking);
    if (known.kind === "identity") return await this.#identity(native, known, asking);
    return { is: "unsaid", reason: `a directory knows no ${known.kind} by itself` };
  }

  async search(name: Name): Promise<readonly Known[]> {
    const { profile, server, options } = this.#reading;
    const services = options.services.map(({ filter }) => filter);
    const taken = [options.people.filter ?? profile.people, profile.services, ...services];
    const search = { attributes: profile.account, base: options.people.base ?? server.base };
    const entries = await findByValue(taken, valuesOf(name, this.#reading), search, this.#reading);
    return entries.flatMap((entry) => this.#identityOf(entry, false) ?? []);
  }

  async #identity(native: string, known: Known, { kinds, keep }: Asking): Promise<One> {
    const { profile, books, context } = this.#reading;
    const entry = await findEntry(native, profile.account, this.#reading);
    if ("notBelow" in entry) return absent(entry);
    const isService = known.kind === "identity" && known.record.kind === "service";
    const identity = this.#identityOf(entry, isService);
    if (keep && identity?.kind === "identity") {
      const { id } = identity.record;
      this.#entries.set(id, entry);
      books.identity.add(identity.record);
      const password = this.#reading.directory.idOf("credential", native);
      books.credential?.add(passwordRecord(entry, password, id, instantOf(context.now)));
      if (kinds.has("membership")) await this.#searchGroups(id, entry);
    }
    const ownKinds = new Set<RecordKind>(books.credential ? ["credential"] : []);
    return { is: "there", whole: ownKinds, shown: ownKinds };
  }

  #identityOf(entry: LdapEntry, isService: boolean): Known | undefined {
    const { directory, profile, server, options, context, lockHidden } = this.#reading;
    const id = directory.enter(entry, "identity");
    if (id === undefined) return undefined;
    const maker = { flavour: server.flavour, profile, keep: options.keep, now: instantOf(context.now), lockHidden };
    const draft = identityDraft(entry, id, isService, maker);
    return { kind: "identity", record: identityRecord(draft, { directory, dangling: () => {} }) };
  }

  /** Writes the memberships in groups that name the entry, also those that the snapshot does not know. */
  async #searchGroups(id: string, entry: LdapEntry): Promise<void> {
    const { options, profile, server, directory, books } = this.#reading;
    if (options.groups === "none") return;
    const search = { attributes: profile.group, base: options.groups.base ?? server.base };
    const taken = [options.groups.filter ?? profile.groups];
    try {
      for (const group of await findByValue(taken, namesIn(entry), search, this.#reading)) {
        const found = directory.enter(group, "group");
        const record = found === undefined ? undefined : groupRecord(group, found, server.flavour);
        if (record === undefined) continue;
        books.group.add(record);
        addMember({ books, directory }, record.id, { id, type: "identity" }, isDynamic(group));
      }
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      books.membership.warn("groups that the snapshot does not know could not be searched", error.problems[0].message);
    }
  }

  async #group(native: string, id: string, { keep }: Asking): Promise<One> {
    const { profile, connection, directory, books } = this.#reading;
    const group = await findEntry(native, profile.group, this.#reading);
    if ("notBelow" in group) return absent(group);
    const { dns, short } = isRanged(group) ? await rangedMembers(connection, group) : namedMembers(group);
    const members = new Set(dns.map(dnKey));
    const logins = new Set(group.texts("memberUid"));
    const isIn = (entry: LdapEntry) =>
      members.has(dnKey(entry.dn)) ||
      entry.texts("uid").some((uid) => logins.has(uid)) ||
      this.#isPrimary(group, entry);
    for (const [identity, entry] of this.#entries)
      if (keep && isIn(entry))
        addMember({ books, directory }, id, { id: identity, type: "identity" }, isDynamic(group));
    const attributes = attributesOf(group, this.#reading);
    const isEmpty = attributes.every((name) => (name === "memberUid" ? logins : members).size === 0);
    const isShown = (attributes[0] === "memberUid" ? logins : members).size > 0;
    return {
      is: "there",
      whole: new Set<RecordKind>(["membership"]),
      shown: new Set(isShown ? [attributes.join()] : []),
      sortOf: () => attributes.join(),
      doubt: (known) => {
        if (known.kind !== "membership" || !this.#entries.has(known.record.member))
          return "how the group would name the member is not known, because the member itself could not be read";
        if (isEmpty && isDynamic(group)) return "the group has its members by a rule that the server does not apply";
        if (isEmpty && cannotBeEmpty(group, this.#reading)) return "a group that cannot be empty shows no member";
        return short;
      },
    };
  }

  #isPrimary(group: LdapEntry, entry: LdapEntry): boolean {
    const { flavour } = this.#reading.server;
    const primary = primaryOf(entry, flavour);
    if (flavour === "ad") return primary.includes(sidText(group.bytes("objectSid")) ?? "");
    return group.isA("posixGroup") && group.texts("gidNumber").some((gid) => primary.includes(gid));
  }
}

/** The attributes by which a group of its classes names members; a reader may see one and not the other. */
function attributesOf(group: LdapEntry, { server }: Reading): readonly string[] {
  if (server.flavour === "ad") return ["member"];
  const names = [
    ...(group.isA("groupOfUniqueNames") ? ["uniqueMember"] : []),
    ...(group.isA("groupOfNames") || group.isA("groupOfMembers") || isDynamic(group) ? ["member"] : []),
    ...(group.isA("posixGroup") ? ["memberUid"] : []),
  ];
  return names.length > 0 ? names : ["member"];
}

/** How groups name an entry. */
function namesIn(entry: LdapEntry): readonly (readonly [string, string])[] {
  const logins = entry.texts("uid").map((uid) => ["memberUid", uid] as const);
  return [["member", entry.dn], ["uniqueMember", entry.dn], ...logins];
}

/** How entries tell a name. */
function valuesOf(
  { by, value }: Name,
  { profile: { fields }, server }: Reading,
): readonly (readonly [attribute: string, value: string])[] {
  const isWindows = server.flavour === "ad";
  if (by === "login") return [[fields.userName, value], ...(isWindows ? [["userPrincipalName", value] as const] : [])];
  return [[fields.email, value], ...(isWindows ? [["proxyAddresses", `smtp:${value}`] as const] : [])];
}

function absent({ notBelow }: Exclude<FoundEntry, LdapEntry>): One {
  return { is: "absent", where: `below ${notBelow.map((base) => JSON.stringify(base)).join(" and ")}` };
}
