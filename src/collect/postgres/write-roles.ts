import type { RecordOf } from "../../model/record.ts";
import { recordId } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import type { SourceBook } from "../source-book.ts";
import type { Catalogue } from "./catalogue.ts";
import { adminOf, attributesOf, part, predefined } from "./entitlements.ts";
import { postgresReads } from "./reads.ts";
import { everybody, type Roles } from "./roles.ts";
import type { MemberRow, RoleRow } from "./rows.ts";

/** Made by `initdb`; whatever it is called, it is the cluster's own. */
const bootstrapOid = "10";
/** Logins of those who run clusters for others. */
const ofProviders: ReadonlySet<string> = new Set(["rdsadmin", "cloudsqladmin", "azuresu"]);

const nobody = { grantors: [], grantable: false, builtin: false } as const;

/** Where roles are written, and what is known of them all. */
export interface Writing {
  readonly book: SourceBook;
  readonly context: CollectContext;
  readonly roles: Roles;
  readonly catalogue: Catalogue;
}

/** Writes accounts and groups, and what roles can do by being what they are. */
export function writeRoles(rows: Iterable<RoleRow>, { book, context, roles, catalogue }: Writing): void {
  const { system, tenant } = context;
  const accounts = book.kind("account", postgresReads.account.fields);
  const groups = book.kind("group", postgresReads.group.fields);
  groups.add({
    ...{ id: recordId("group", system, tenant, everybody), name: "PUBLIC", kind: "security" },
    ...{ membershipType: "rule", rule: "every role" },
  });
  for (const row of rows) {
    const role = roles.get(row.oid);
    if (!role) continue;
    if (role.name.includes("\u{fffd}"))
      (role.isAccount ? accounts : groups).warn("a name is not valid UTF-8", `oid ${row.oid}`);
    if (role.isAccount) accounts.add(accountOf(row, context));
    if (role.isGroup) {
      groups.add({
        ...{ id: recordId("group", system, tenant, role.name), name: role.name, kind: "security" },
        membershipType: "assigned",
      });
    }
    for (const right of attributesOf(row)) catalogue.hold(right, { grantee: row.oid, ...nobody });
    if (role.isPredefined) catalogue.hold(predefined(role), { grantee: row.oid, ...nobody, builtin: true });
  }
}

/** A role that somebody logs in as, or did. */
export function accountOf(role: RoleRow, { system, tenant }: CollectContext): RecordOf<"account"> {
  const isOwn = role.oid === bootstrapOid || ofProviders.has(role.name);
  return {
    ...{ id: recordId("account", system, tenant, role.name), app: system, userName: role.name },
    ...statusOf(role),
    ...{ kind: isOwn ? "system" : "unknown", provenance: isOwn ? "system" : "unknown" },
    ...((role.validuntil === null || role.validuntil === "infinity") && { neverExpires: true }),
    attributes: accountAttributes(role),
  };
}

/** Writes who is in which group, and who may decide about it. */
export function writeMembers(members: Iterable<MemberRow>, { book, context, roles, catalogue }: Writing): void {
  const memberships = book.kind("membership", postgresReads.membership.fields);
  const { system, tenant } = context;
  for (const { role: roleOid, member: memberOid, grantor, admin, inherit, set } of members) {
    const role = roles.get(roleOid);
    const member = roles.get(memberOid);
    if (!role || !member) {
      memberships.incomplete("a membership names a role that was not there", `oid ${role ? memberOid : roleOid}`);
      continue;
    }
    const by = part(roles.get(grantor)?.name ?? `oid ${grantor}`);
    const options = [admin && "admin", inherit && "inherit", set && "set"].filter((option) => option !== false);
    for (const holder of roles.holders(memberOid)) {
      const nativeId = `${part(role.name)}/${holder.type}:${part(member.name)}/${by}`;
      memberships.add({
        id: recordId("membership", system, tenant, nativeId),
        ...{ group: recordId("group", system, tenant, role.name), member: holder.id, memberType: holder.type },
        ...{ role: options.join(" ") || "none", source: "unknown", addedBy: roles.nameOf(grantor) },
        // One who neither inherits nor may take on the role has nothing of it yet.
        state: inherit || set ? "active" : "pending",
      });
    }
    if (admin) catalogue.hold(adminOf(role), { grantee: memberOid, ...nobody, grantors: [grantor] });
  }
}

/** VALID UNTIL ends a password and no other way to log in, so it ends no account. */
function statusOf({ login, connlimit, superuser }: RoleRow) {
  if (!login) return { status: "disabled", rawStatus: "NOLOGIN" } as const;
  if (connlimit === 0 && !superuser) return { status: "disabled", rawStatus: "LOGIN CONNECTION LIMIT 0" } as const;
  return { status: "active", rawStatus: "LOGIN" } as const;
}

function accountAttributes({ oid, inherit, connlimit, validuntil }: RoleRow): Record<string, string> {
  return {
    ...{ oid, inherit: String(inherit) },
    ...(connlimit >= 0 && { connectionLimit: String(connlimit) }),
    ...(validuntil !== null && { passwordValidUntil: validuntil }),
  };
}
