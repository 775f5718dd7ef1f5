import { recordId } from "../../model/record-id.ts";
import { TextTable } from "../../spool/text-table.ts";
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

/** Who stands where: finds records by distinguished name, login, group number and SID. Holds little of each entry. */
export class Directory {
  readonly #context: CollectContext;
  readonly #flavour: Flavour;
  /** `i` or `g` and the native id. */
  readonly #byDn = new TextTable();
  readonly #byUid = new TextTable();
  readonly #uidsOfSeveral = new Set<string>();
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
    const value = `${type === "group" ? "g" : "i"}${native}`;
    if (twin !== undefined && twin !== value) this.shared.add(entry.dn);
    this.#byDn.set(key, value);
    if (type === "identity") for (const uid of entry.texts("uid")) this.#enterUid(uid, native);
    if (type === "group" && entry.isA("posixGroup"))
      for (const gid of entry.texts("gidNumber")) push(this.#byGid, gid, id);
    const sid = type === "group" ? sidText(entry.bytes("objectSid")) : undefined;
    if (sid !== undefined) this.#bySid.set(sid, id);
    return id;
  }

  find(dn: string): Found | undefined {
    const value = this.#byDn.get(dnKey(dn));
    if (value === undefined) return undefined;
    const type = value.startsWith("g") ? "group" : "identity";
    return { type, id: this.idOf(type, value.slice(1)) };
  }

  /** The identity with exactly this login name, or that several have it. */
  withUid(uid: string): string | "several" | undefined {
    if (this.#uidsOfSeveral.has(uid)) return "several";
    const native = this.#byUid.get(uid);
    return native === undefined ? undefined : this.idOf("identity", native);
  }

  groupsWithGid(gid: string): readonly string[] {
    return [...(this.#byGid.get(gid) ?? [])];
  }

  groupWithSid(sid: string): string | undefined {
    return this.#bySid.get(sid);
  }

  #enterUid(uid: string, native: string): void {
    const twin = this.#byUid.get(uid);
    if (twin !== undefined && twin !== native) this.#uidsOfSeveral.add(uid);
    this.#byUid.set(uid, native);
  }
}

function push(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
