import type { CollectContext } from "../collector.ts";
import type { Notes } from "../notes.ts";
import { membersQuery, rolesQuery } from "./cluster-queries.ts";
import { Roles } from "./roles.ts";
import { MemberRow, RoleRow } from "./rows.ts";
import type { PostgresOptions } from "./schema.ts";
import type { Session } from "./session.ts";
import { isRefusal } from "./sql-failure.ts";

/** Who there is in a cluster, and who is in whom. */
export interface RolesRead {
  readonly roles: Roles;
  readonly rows: Notes<RoleRow>;
  /** Undefined where they may not be read. */
  readonly members: Notes<MemberRow> | undefined;
}

/** Reads all roles. `accounts` are names of roles that stay accounts although they may not log in any more. */
export async function readRoles(
  session: Session,
  {
    context,
    logins,
    accounts,
  }: Pick<PostgresOptions, "logins"> & {
    readonly context: CollectContext;
    readonly accounts?: ReadonlySet<string>;
  },
): Promise<RolesRead> {
  const roles = new Roles(context, logins, accounts);
  const rows = context.store.notes<RoleRow>();
  await session.part(async () => {
    for await (const row of session.rows(RoleRow, rolesQuery)) {
      roles.enter(row);
      rows.add(row);
    }
  });
  const members = context.store.notes<MemberRow>();
  try {
    await session.part(async () => {
      for await (const row of session.rows(MemberRow, membersQuery(session.version))) {
        roles.enterGroup(row.role);
        members.add(row);
      }
    });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { roles, rows, members: undefined };
  }
  return { roles, rows, members };
}
