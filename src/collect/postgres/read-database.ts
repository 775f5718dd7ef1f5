import { TextTable } from "../../spool/text-table.ts";
import type { Catalogue, Held } from "./catalogue.ts";
import {
  contentQuery,
  defaultsQuery,
  ofGrantees,
  ownersQuery,
  schemaPrivilegesQuery,
  schemasQuery,
} from "./database-queries.ts";
import { onContent, onFuture, onSchema } from "./entitlements.ts";
import { AclRow, ContentRow, type DatabaseRow, DefaultRow, SchemaRow } from "./rows.ts";
import type { Session } from "./session.ts";

/** How much is told of a database, who stands for its owner, and of whom alone it is told, by their numbers. */
interface DatabaseReading {
  readonly detail: "schema" | "table";
  readonly ownerRole: string | undefined;
  readonly onlyOf?: readonly string[];
}

/** Reads what lies in one database. What was read before something fails is kept. */
export async function readDatabase(
  session: Session,
  database: DatabaseRow,
  catalogue: Catalogue,
  { detail, ownerRole, onlyOf }: DatabaseReading,
): Promise<void> {
  const asked = (query: string) => (onlyOf === undefined ? query : ofGrantees(query, onlyOf));
  const held = (row: Omit<Held, "condition">): Held => ({
    ...row,
    grantee: row.grantee === ownerRole ? database.owner : row.grantee,
  });
  const schemas = new TextTable();
  await session.part(async () => {
    for await (const { oid, name, owner, system } of session.rows(SchemaRow, schemasQuery)) {
      schemas.set(oid, name);
      if (system) continue;
      for (const privilege of ["USAGE", "CREATE"]) catalogue.offer(onSchema(database.name, name, privilege));
      if (onlyOf?.includes(owner) === false) continue;
      const grantee = { grantee: owner, grantors: [], grantable: false, builtin: false };
      catalogue.hold(onSchema(database.name, name, "OWNER"), held(grantee));
    }
    for await (const row of session.rows(AclRow, asked(schemaPrivilegesQuery))) {
      catalogue.hold(onSchema(database.name, nameOf(row.object), row.privilege), held(row));
    }
  });
  for (const query of [contentQuery(detail), ownersQuery(detail)]) {
    await session.part(async () => {
      for await (const row of session.rows(ContentRow, asked(query))) {
        const condition = row.columns === null ? undefined : `columns ${row.columns.map(quoted).toSorted().join(", ")}`;
        catalogue.hold(onContent(database.name, nameOf(row.schema), row), { ...held(row), condition });
      }
    });
  }
  await session.part(async () => {
    for await (const row of session.rows(DefaultRow, asked(defaultsQuery))) {
      const schema = row.schema === "0" ? undefined : nameOf(row.schema);
      const right = onFuture(database.name, schema, row.class, row.privilege);
      catalogue.hold(right, { ...held(row), condition: `created by ${catalogue.roleName(row.creator)}` });
    }
  });

  function nameOf(oid: string): string {
    return schemas.get(oid) ?? `oid ${oid}`;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
