import type { CollectContext } from "../collector.ts";
import { databasesQuery } from "./cluster-queries.ts";
import { type RolesRead, readRoles } from "./read-roles.ts";
import { DatabaseRow } from "./rows.ts";
import type { PostgresOptions } from "./schema.ts";
import type { Session } from "./session.ts";
import { isRefusal } from "./sql-failure.ts";

/** The roles of a cluster as they are now, before anything of them is written. */
export interface ClusterNow extends RolesRead {
  /** Undefined where they may not be read. */
  readonly databases: readonly DatabaseRow[] | undefined;
}

/**
 * Reads who there is and which databases; these lists are shown to everybody. `accounts` are names of roles that stay
 * accounts although they may not log in any more. @throws EntitlintError
 */
export async function readClusterNow(
  session: Session,
  context: CollectContext,
  { logins }: PostgresOptions,
  accounts: ReadonlySet<string>,
): Promise<ClusterNow> {
  const read = await readRoles(session, { context, logins, accounts });
  return { ...read, databases: await readDatabases(session) };
}

async function readDatabases(session: Session): Promise<readonly DatabaseRow[] | undefined> {
  const rows: DatabaseRow[] = [];
  try {
    await session.part(async () => {
      for await (const row of session.rows(DatabaseRow, databasesQuery)) rows.push(row);
    });
    return rows;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
