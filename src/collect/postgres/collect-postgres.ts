import picomatch from "picomatch";
import { EntitlintError } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import { RequestFailure } from "../../network/request-failure.ts";
import type { CollectContext } from "../collector.ts";
import { SourceBook } from "../source-book.ts";
import { Catalogue } from "./catalogue.ts";
import { databasePrivilegesQuery, databasesQuery } from "./cluster-queries.ts";
import { type ConnectionSettings, connectionSettings } from "./connection-settings.ts";
import { onDatabase } from "./entitlements.ts";
import { readDatabase } from "./read-database.ts";
import { readRoles } from "./read-roles.ts";
import { AclRow, DatabaseRow } from "./rows.ts";
import type { PostgresOptions } from "./schema.ts";
import { Session } from "./session.ts";
import { isRefusal } from "./sql-failure.ts";
import { writeMembers, writeRoles } from "./write-roles.ts";

/** What every database is made of by PostgreSQL itself; nobody works in it. */
const blueprints: ReadonlySet<string> = new Set(["template0", "template1"]);

/**
 * Reads a cluster: its roles in the first database, then each database in a transaction of its own.
 * @throws EntitlintError where the cluster cannot be connected to, or does not tell its roles
 */
export async function collectPostgres(
  context: CollectContext,
  options: PostgresOptions,
  collector: CollectedSource["collector"],
): Promise<CollectedSource> {
  const settings = await connectionSettings(context, options);
  const book = new SourceBook(context, collector);
  const first = await Session.open(settings, options.database, context);
  try {
    const { roles, catalogue } = await tellRoles(first, book, context, options);
    const databases = await readDatabases(first, catalogue);
    const read = async (session: Session, database: DatabaseRow) => {
      await readDatabase(session, database, catalogue, { detail: options.detail, ownerRole: roles.ownerOid });
    };
    const chosen = chosenOf(databases, options, catalogue);
    const own = chosen.find(({ name }) => name === options.database);
    if (own) await attempt(own, catalogue, () => read(first, own));
    // Its transaction keeps the server from tidying up, so it does not wait for the other databases.
    await first.close();
    for (const database of chosen) {
      if (database !== own) await attempt(database, catalogue, () => visit(settings, database, context, read));
    }
    await catalogue.finish();
    return book.finish();
  } finally {
    await first.close();
  }
}

async function tellRoles(session: Session, book: SourceBook, context: CollectContext, { logins }: PostgresOptions) {
  const { roles, rows, members } = await readRoles(session, { context, logins });
  const catalogue = new Catalogue(book, context, roles);
  const writing = { book, context, roles, catalogue };
  writeRoles(rows, writing);
  writeMembers(members ?? [], writing);
  if (members === undefined) {
    book.kind("membership", []).denied("pg_auth_members may not be read");
    // A login with members is a group as well, which only its members tell.
    book.kind("group", []).incomplete("which logins have members may not be read");
    catalogue.grants.incomplete("who may decide about roles may not be read");
    catalogue.entitlements.incomplete("who may decide about roles may not be read");
  }
  return { roles, catalogue };
}

/** The databases of the cluster, with the rights that each of them as a whole can give. */
async function readDatabases(session: Session, catalogue: Catalogue): Promise<DatabaseRow[]> {
  const databases = new Map<string, DatabaseRow>();
  try {
    await session.part(async () => {
      for await (const row of session.rows(DatabaseRow, databasesQuery)) databases.set(row.oid, row);
      for (const { name, owner } of databases.values()) {
        if (blueprints.has(name)) continue;
        for (const privilege of ["CONNECT", "CREATE", "TEMPORARY"]) catalogue.offer(onDatabase(name, privilege));
        const owning = { grantee: owner, grantors: [], grantable: false, builtin: false };
        catalogue.hold(onDatabase(name, "OWNER"), owning);
      }
      for await (const row of session.rows(AclRow, databasePrivilegesQuery)) {
        const name = databases.get(row.object)?.name;
        if (name !== undefined && !blueprints.has(name)) catalogue.hold(onDatabase(name, row.privilege), row);
      }
    });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    for (const kind of [catalogue.entitlements, catalogue.grants]) kind.denied("pg_database may not be read");
  }
  return [...databases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The databases to read. One that was asked for and is not there, or that lets nobody in, leaves a gap. */
function chosenOf(databases: readonly DatabaseRow[], options: PostgresOptions, catalogue: Catalogue): DatabaseRow[] {
  const isLeftOut = options.except.length > 0 ? picomatch(options.except, { dot: true }) : () => false;
  const own = databases.map(({ name }) => name).filter((name) => !blueprints.has(name));
  const asked = new Set((options.databases ?? own).filter((name) => !isLeftOut(name)));
  const chosen = databases.filter(({ name, connectable }) => connectable && asked.has(name));
  for (const name of asked) {
    if (chosen.some((database) => database.name === name)) continue;
    for (const kind of [catalogue.entitlements, catalogue.grants])
      kind.incomplete("there is no such database, or it lets nobody in", name);
  }
  return chosen;
}

async function visit(
  settings: ConnectionSettings,
  database: DatabaseRow,
  context: CollectContext,
  read: (session: Session, database: DatabaseRow) => Promise<void>,
): Promise<void> {
  const session = await Session.open(settings, database.name, context);
  try {
    await read(session, database);
  } finally {
    await session.close();
  }
}

/** What fails in one database leaves a gap in entitlements and grants, and the others are read all the same. */
async function attempt(database: DatabaseRow, catalogue: Catalogue, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    for (const kind of [catalogue.entitlements, catalogue.grants]) {
      if (isRefusal(error)) kind.denied("a database, or a catalogue in it, may not be read", database.name);
      else kind.incomplete(gap(error), database.name);
    }
  }
}

function gap(error: EntitlintError): string {
  const reason = error instanceof RequestFailure ? error.reason : "refused";
  if (reason === "unreachable") return "the connection to a database broke off, or there was none";
  if (reason === "server-failed") return "a database failed, or took too long to answer";
  return `a database could not be read (${reason})`;
}
