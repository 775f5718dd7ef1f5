import picomatch from "picomatch";
import { type RecordId, recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { MemberRow, RoleRow } from "./rows.ts";

/** A role as that which holds something. One that may log in and has members is an account and a group. */
export interface Holder {
  readonly type: "account" | "group";
  readonly id: RecordId;
  readonly role: string;
}

export interface Role extends RoleRow {
  readonly isAccount: boolean;
  readonly isGroup: boolean;
  /** Comes with PostgreSQL: no role of anybody's own may be called `pg_…`. */
  readonly isPredefined: boolean;
}

/** How everybody is called in lists of privileges; no role can have this name. */
export const everybody = "public";
const everybodyOid = "0";

/** The roles of a cluster by their numbers. */
export class Roles {
  readonly all: readonly Role[];
  readonly #byOid: ReadonlyMap<string, Role>;
  readonly #context: CollectContext;

  /** `logins` are globs of roles that stay accounts without LOGIN, `accounts` names of such as are known to be. */
  constructor(
    rows: readonly RoleRow[],
    members: readonly MemberRow[],
    {
      context,
      logins,
      accounts,
    }: {
      readonly context: CollectContext;
      readonly logins: readonly string[];
      readonly accounts?: ReadonlySet<string>;
    },
  ) {
    this.#context = context;
    const withMembers = new Set(members.map(({ role }) => role));
    const isLogin = logins.length > 0 ? picomatch([...logins], { dot: true }) : () => false;
    this.all = rows.map((row) => {
      const isPredefined = row.name.startsWith("pg_");
      const isKnown = accounts?.has(row.name) === true || isLogin(row.name) || onceLoggedIn(row);
      const isAccount = row.login || (!isPredefined && isKnown);
      return { ...row, isPredefined, isAccount, isGroup: !isAccount || withMembers.has(row.oid) };
    });
    this.#byOid = new Map(this.all.map((role) => [role.oid, role]));
  }

  get(oid: string): Role | undefined {
    return this.#byOid.get(oid);
  }

  /** The records that a role is; none where there was no such role when roles were read. */
  holders(oid: string): readonly Holder[] {
    if (oid === everybodyOid) return [this.#holder("group", everybody)];
    const role = this.#byOid.get(oid);
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

/** An end of a password and a number of connections mean something only to who logs in. */
function onceLoggedIn({ validuntil, connlimit }: RoleRow): boolean {
  return (validuntil !== null && validuntil !== "infinity") || connlimit >= 0;
}
