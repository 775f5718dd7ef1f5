import picomatch from "picomatch";
import { type RecordId, recordId } from "../../model/record-id.ts";
import { IdTable } from "../../spool/id-table.ts";
import { TextTable } from "../../spool/text-table.ts";
import type { CollectContext } from "../collector.ts";
import type { RoleRow } from "./rows.ts";

/** A role as that which holds something. One that may log in and has members is an account and a group. */
export interface Holder {
  readonly type: "account" | "group";
  readonly id: RecordId;
  readonly role: string;
}

/** What is remembered of every role. */
export interface Role {
  readonly name: string;
  readonly isAccount: boolean;
  readonly isGroup: boolean;
  /** Comes with PostgreSQL: no role of anybody's own may be called `pg_…`. */
  readonly isPredefined: boolean;
  /** Has an attribute that leads to everything, or past all privileges. */
  readonly isMighty: boolean;
}

/** How everybody is called in lists of privileges; no role can have this name. */
export const everybody = "public";
const everybodyOid = "0";

/** In every database, this role is whoever owns the database. */
const databaseOwner = "pg_database_owner";

/** The roles of a cluster by their numbers; holds little of each. */
export class Roles {
  /** `a` or `g` for accounts and groups, `m` for mighty ones, and the name. */
  readonly #byOid = new TextTable();
  readonly #withMembers = new IdTable();
  readonly #context: CollectContext;
  readonly #isLogin: (name: string) => boolean;
  #ownerOid: string | undefined;

  /** `logins` are globs of roles that stay accounts without LOGIN, `accounts` names of such as are known to be. */
  constructor(context: CollectContext, logins: readonly string[], accounts: ReadonlySet<string> = new Set()) {
    this.#context = context;
    const isMatch = logins.length > 0 ? picomatch([...logins], { dot: true }) : () => false;
    this.#isLogin = (name) => accounts.has(name) || isMatch(name);
  }

  /** The number of the role that stands for the owner of each database. */
  get ownerOid(): string | undefined {
    return this.#ownerOid;
  }

  enter(row: RoleRow): void {
    const { oid, name, login, superuser, createrole, replication, bypassrls } = row;
    const isAccount = login || (!isPredefined(name) && (this.#isLogin(name) || onceLoggedIn(row)));
    const isMighty = superuser || createrole || replication || bypassrls;
    this.#byOid.set(oid, `${isAccount ? "a" : "g"}${isMighty ? "m" : "-"}${name}`);
    if (name === databaseOwner) this.#ownerOid = oid;
  }

  /** Notes that a role has members, so that it is a group; all have to be noted before roles are asked for. */
  enterGroup(oid: string): void {
    this.#withMembers.add(oid);
  }

  get(oid: string): Role | undefined {
    const kept = this.#byOid.get(oid);
    if (kept === undefined) return undefined;
    const name = kept.slice(2);
    const isAccount = kept.startsWith("a");
    const isGroup = !isAccount || this.#withMembers.has(oid);
    return { name, isAccount, isGroup, isPredefined: isPredefined(name), isMighty: kept.charAt(1) === "m" };
  }

  /** The records that a role is; none where there was no such role when roles were read. */
  holders(oid: string): readonly Holder[] {
    if (oid === everybodyOid) return [this.#holder("group", everybody)];
    const role = this.get(oid);
    if (!role) return [];
    return [
      ...(role.isAccount ? [this.#holder("account", role.name)] : []),
      ...(role.isGroup ? [this.#holder("group", role.name)] : []),
    ];
  }

  /** The one record by which somebody is named who granted something; a number where that role is gone. */
  nameOf(oid: string): string {
    return this.holders(oid)[0]?.id ?? `oid ${oid}`;
  }

  #holder(type: Holder["type"], role: string): Holder {
    const { system, tenant } = this.#context;
    return { type, role, id: recordId(type, system, tenant, role) };
  }
}

function isPredefined(name: string): boolean {
  return name.startsWith("pg_");
}

/** An end of a password and a number of connections mean something only to who logs in. */
function onceLoggedIn({ validuntil, connlimit }: RoleRow): boolean {
  return (validuntil !== null && validuntil !== "infinity") || connlimit >= 0;
}
