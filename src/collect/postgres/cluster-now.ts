import type * as z from "zod";
import type { CollectContext } from "../collector.ts";
import type { SourceBook } from "../source-book.ts";
import { Catalogue } from "./catalogue.ts";
import { databasesQuery, membersQuery, rolesQuery } from "./cluster-queries.ts";
import { Roles } from "./roles.ts";
import { DatabaseRow, MemberRow, RoleRow } from "./rows.ts";
import type { PostgresOptions } from "./schema.ts";
import type { Session } from "./session.ts";
import { isRefusal } from "./sql-failure.ts";

/** The roles of a cluster as they are now, before anything of them is written. */
export interface ClusterNow {
  readonly roles: Roles;
  readonly catalogue: Catalogue;
  /** Undefined where they may not be read. */
  readonly members: readonly MemberRow[] | undefined;
  readonly databases: readonly DatabaseRow[] | undefined;
}

/**
 * Reads who there is and which databases; these lists are small, and shown to everybody. `accounts` are names of roles that
 * stay accounts although they may not log in any more. @throws EntitlintError
 */
export async function readClusterNow(
  session: Session,
  book: SourceBook,
  context: CollectContext,
  { logins }: PostgresOptions,
  accounts: ReadonlySet<string>,
): Promise<ClusterNow> {
  const rows: RoleRow[] = [];
  await session.part(async () => {
    for await (const row of session.rows(RoleRow, rolesQuery)) rows.push(row);
  });
  const members = await unlessRefused(session, MemberRow, membersQuery(session.version));
  const databases = await unlessRefused(session, DatabaseRow, databasesQuery);
  const roles = new Roles(rows, members ?? [], { context, logins, accounts });
  return { roles, catalogue: new Catalogue(book, context, roles), members, databases };
}

async function unlessRefused<T>(
  session: Session,
  schema: z.ZodType<T>,
  query: string,
): Promise<readonly T[] | undefined> {
  const rows: T[] = [];
  try {
    await session.part(async () => {
      for await (const row of session.rows(schema, query)) rows.push(row);
    });
    return rows;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
