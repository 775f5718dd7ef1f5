import { recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { dnKey } from "./dn.ts";
import type { LdapEntry } from "./entry.ts";
import type { Flavour } from "./flavour.ts";
import { guidText, sidText } from "./windows-ids.ts";

/** What an entry became. */
export interface Found {
  readonly id: string;
  readonly type: "identity" | "group";
}

/** Who stands where: finds records by distinguished name, login, group number and SID. */
export class Directory {
  readonly #context: CollectContext;
  readonly #flavour: Flavour;
  readonly #byDn = new Map<string, Found>();
  readonly #byUid = new Map<string, Set<string>>();
  readonly #byGid = new Map<string, Set<string>>();
  readonly #bySid = new Map<string, string>();
  /** DNs that two entries share once spelling is set aside. */
  readonly shared = new Set<string>();

  constructor(context: CollectContext, flavour: Flavour) {
    this.#context = context;
    this.#flavour = flavour;
  }

  /** The id that a server never gives twice and keeps through renames; undefined where the reader does not see it. */
  nativeId(entry: LdapEntry): string | undefined {
    if (this.#flavour === "ad") return guidText(entry.bytes("objectGUID"));
    return entry.text(this.#flavour === "389ds" ? "nsUniqueId" : "entryUUID")?.toLowerCase();
  }

  /** The record id of an entry. */
  idOf(kind: "identity" | "group" | "entitlement" | "grant" | "credential" | "membership", native: string): string {
    return recordId(kind, this.#context.system, this.#context.tenant, native);
  }

  /** Remembers where an entry stands. Gives its record's id, or undefined where it has none. */
  enter(entry: LdapEntry, type: Found["type"]): string | undefined {
    const native = this.nativeId(entry);
    if (native === undefined) return undefined;
    const id = this.idOf(type, native);
    const key = dnKey(entry.dn);
    const twin = this.#byDn.get(key);
    if (twin !== undefined && twin.id !== id) this.shared.add(entry.dn);
    this.#byDn.set(key, { id, type });
    if (type === "identity") for (const uid of entry.texts("uid")) push(this.#byUid, uid, id);
    if (type === "group" && entry.isA("posixGroup"))
      for (const gid of entry.texts("gidNumber")) push(this.#byGid, gid, id);
    const sid = type === "group" ? sidText(entry.bytes("objectSid")) : undefined;
    if (sid !== undefined) this.#bySid.set(sid, id);
    return id;
  }

  find(dn: string): Found | undefined {
    return this.#byDn.get(dnKey(dn));
  }

  /** Identities with exactly this login name. */
  withUid(uid: string): readonly string[] {
    return [...(this.#byUid.get(uid) ?? [])];
  }

  groupsWithGid(gid: string): readonly string[] {
    return [...(this.#byGid.get(gid) ?? [])];
  }

  groupWithSid(sid: string): string | undefined {
    return this.#bySid.get(sid);
  }
}

function push(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
