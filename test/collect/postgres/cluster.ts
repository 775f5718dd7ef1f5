import { type Cell, type Table, types } from "./fake-server.ts";

/** A row of `pg_roles`. */
export const role = (oid: number, name: string | Buffer, more: Readonly<Record<string, Cell>> = {}) => ({
  ...{ oid: String(oid), name, login: "t", superuser: "f", inherit: "t", createrole: "f", createdb: "f" },
  ...{ replication: "f", bypassrls: "f", connlimit: "-1", validuntil: null, ...more },
});

const columns = {
  roles: Object.keys(role(1, "")),
  members: ["role", "member", "grantor", "admin", "inherit", "set"],
  databases: ["oid", "name", "owner", "connectable", "template"],
  schemas: ["oid", "name", "owner", "system"],
  acl: ["object", "grantee", "privilege", "grantable", "builtin", "grantors"],
  content: ["schema", "class", "name", "columns", "grantee", "privilege", "grantable", "builtin", "grantors"],
  defaults: ["creator", "schema", "class", "grantee", "privilege", "grantable", "builtin", "grantors"],
} as const;

const booleans = [
  ...["login", "superuser", "inherit", "createrole", "createdb", "replication", "bypassrls", "admin", "set"],
  ...["connectable", "template", "system", "grantable", "builtin"],
];
const known = {
  ...Object.fromEntries(booleans.map((name) => [name, types.bool])),
  ...{ connlimit: types.int4, grantors: types.textArray, columns: types.textArray },
};

type Rows = Table["rows"];
/** What a cluster answers, list by list. */
export interface Cluster {
  readonly roles?: Rows;
  readonly members?: Rows;
  readonly databases?: Rows;
  readonly databaseAcl?: Rows;
  readonly schemas?: Rows;
  readonly content?: Rows;
}

/** Which of a cluster's tables a query is about. */
export function tableFor(query: string, cluster: Cluster): Table {
  const of = (kind: keyof typeof columns, rows: Rows = []): Table => ({ columns: columns[kind], types: known, rows });
  if (query.includes("FROM pg_roles r") && !query.includes("pg_auth_members")) return of("roles", cluster.roles);
  if (query.includes("pg_auth_members")) return of("members", cluster.members);
  if (query.includes("aclexplode(coalesce(d.datacl")) return of("acl", cluster.databaseAcl);
  if (query.includes("FROM pg_database d")) return of("databases", cluster.databases);
  if (query.includes("aclexplode(coalesce(n.nspacl")) return of("acl");
  if (query.includes("pg_default_acl")) return of("defaults");
  if (query.includes("SELECT DISTINCT")) return of("content");
  return query.includes("e.privilege") ? of("content", cluster.content) : of("schemas", cluster.schemas);
}
