import type { RunningPostgres, Version } from "./start.ts";

/** A role of the seed, and the account that has to come of it; roles without one are groups. */
export interface SeedRole {
  readonly name: string;
  readonly sql: string;
  readonly account?: {
    readonly status: "active" | "disabled";
    readonly rawStatus: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly neverExpires?: false;
  };
  /** Attributes that it has beside LOGIN. */
  readonly has?: readonly string[];
  /** What HR says of the person of that name. */
  readonly hr?: "active" | "terminated";
}

export const auditorPassword = "Auditor-of-the-test-1";
/** Planted where a collector's account can read it, and must not store it. */
export const planted = [
  "Planted-in-a-comment-5f1c",
  "Planted-in-a-setting-77ab",
  "Planted-as-a-password-c0de",
] as const;

const active = { status: "active", rawStatus: "LOGIN" } as const;
const people = Array.from({ length: 40 }, (_, index) => `person${String(index + 1).padStart(2, "0")}`);

/** Names that hurt whoever does not quote, escape or count. */
export const hostileNames = [
  "Mixed Case; DROP",
  "new\nline",
  "bidi\u202etxt",
  "\u001b[31mred",
  "a/b:c%d>e",
  `o'neil"q`,
  " ",
  "PUBLIC",
  "Ünïcode-имя-名",
  "x".repeat(63),
] as const;

export const roles: readonly SeedRole[] = [
  { name: "auditor", sql: `LOGIN PASSWORD '${auditorPassword}'`, account: active },
  {
    ...{ name: "dana", sql: "LOGIN VALID UNTIL '2027-01-31 12:00:00.75+02'", hr: "active" },
    account: { ...active, neverExpires: false, attributes: { passwordValidUntil: "2027-01-31T10:00:00Z" } },
  },
  {
    ...{ name: "ben", sql: `LOGIN PASSWORD '${planted[2]}' VALID UNTIL '2020-01-01Z'`, hr: "active" },
    account: { ...active, neverExpires: false, attributes: { passwordValidUntil: "2020-01-01T00:00:00Z" } },
  },
  {
    ...{ name: "forever", sql: "LOGIN VALID UNTIL 'infinity'", hr: "active" },
    account: { ...active, attributes: { passwordValidUntil: "infinity" } },
  },
  { name: "lee", sql: "LOGIN", account: active, hr: "terminated" },
  { name: "ghost", sql: "LOGIN BYPASSRLS", account: active, has: ["BYPASSRLS"] },
  { name: "svc_payments", sql: "LOGIN REPLICATION", account: active, has: ["REPLICATION"] },
  {
    ...{ name: "zero", sql: "LOGIN CONNECTION LIMIT 0", hr: "active" },
    account: { status: "disabled", rawStatus: "LOGIN CONNECTION LIMIT 0", attributes: { connectionLimit: "0" } },
  },
  {
    ...{ name: "zero_super", sql: "LOGIN SUPERUSER CONNECTION LIMIT 0", has: ["SUPERUSER"], hr: "active" },
    account: { ...active, attributes: { connectionLimit: "0" } },
  },
  {
    ...{ name: "old_hand", sql: "NOLOGIN VALID UNTIL '2025-01-01Z'", hr: "active" },
    account: {
      ...{ status: "disabled", rawStatus: "NOLOGIN", neverExpires: false },
      attributes: { passwordValidUntil: "2025-01-01T00:00:00Z" },
    },
  },
  { name: "staff_mia", sql: "NOLOGIN", account: { status: "disabled", rawStatus: "NOLOGIN" }, hr: "terminated" },
  {
    ...{ name: "quiet", sql: "LOGIN NOINHERIT", hr: "active" },
    account: { ...active, attributes: { inherit: "false" } },
  },
  { name: "maker", sql: "LOGIN CREATEROLE CREATEDB", account: active, has: ["CREATEROLE", "CREATEDB"], hr: "active" },
  { name: "app_owner", sql: "LOGIN", account: active },
  { name: "readers", sql: "NOLOGIN" },
  { name: "writers", sql: "NOLOGIN" },
  { name: "locked_group", sql: "NOLOGIN VALID UNTIL 'infinity'" },
  { name: "admins", sql: "NOLOGIN SUPERUSER", has: ["SUPERUSER"] },
  // Nobody can be called by a space alone.
  ...hostileNames.map(
    (name): SeedRole => ({ name, sql: "LOGIN", account: active, ...(name !== " " && { hr: "active" }) }),
  ),
  ...people.map((name): SeedRole => ({ name, sql: "LOGIN", account: active, hr: "active" })),
];

export const logins = ["staff_*"];

/** A membership: group, member, who granted it, its options in the order admin, inherit, set. */
export type SeedMembership = readonly [group: string, member: string, grantor: string, options: string];

export function membershipsOf(version: Version): SeedMembership[] {
  const common: SeedMembership[] = [
    ["readers", "dana", "postgres", "inherit set"],
    ["readers", "lee", "postgres", "admin inherit set"],
    ["readers", "quiet", "postgres", version === 15 ? "set" : "inherit set"],
    ["readers", "staff_mia", "postgres", "inherit set"],
    ["writers", "readers", "postgres", "inherit set"],
    ["writers", "Mixed Case; DROP", "postgres", "inherit set"],
    ["app_owner", "dana", "postgres", "inherit set"],
    ["readers", "app_owner", "postgres", "inherit set"],
    ["admins", "person01", "postgres", "inherit set"],
    ["pg_read_all_data", "ben", "postgres", "inherit set"],
    ["new\nline", "a/b:c%d>e", "postgres", "inherit set"],
  ];
  if (version === 15) return common;
  return [
    ...common.filter(([, member]) => member !== "quiet"),
    ["readers", "quiet", "postgres", "set"],
    // One pair twice, by two grantors.
    ["readers", "dana", "lee", "inherit"],
    ["writers", "person02", "postgres", "none"],
    // Whoever creates a role may decide about it, and is no member.
    ["made_by_maker", "maker", "postgres", "admin"],
  ];
}

/** A privilege: who (`public` for everybody), the right's name, what it depends on, and whether nobody said it. */
export type SeedGrant = readonly [holder: string, right: string, condition?: string, source?: "system"];

/** Grants within `app` and `postgres`, and on them, where privileges are told per schema. */
export const grants: readonly SeedGrant[] = [
  ["postgres", "postgres OWNER"],
  ["public", "postgres CONNECT", undefined, "system"],
  ["public", "postgres TEMPORARY", undefined, "system"],
  ["postgres", "postgres.public OWNER"],
  ["public", "postgres.public USAGE"],
  ["postgres", "postgres.evil OWNER"],
  ["public", "postgres.evil USAGE"],
  ["postgres", "postgres.evil tables OWNER"],
  ["public", "postgres.evil tables SELECT"],
  ["app_owner", "app OWNER"],
  ["auditor", "app CONNECT"],
  ["readers", "app CONNECT"],
  ["readers", "app CONNECT WITH GRANT OPTION"],
  ["app_owner", "app.public OWNER"],
  ["public", "app.public USAGE"],
  ["app_owner", "app.sales OWNER"],
  ["readers", "app.sales USAGE"],
  ["app_owner", "app.sales tables OWNER"],
  ["app_owner", "app.sales sequences OWNER"],
  ["readers", "app.sales tables SELECT"],
  ["ben", "app.sales tables SELECT"],
  ["public", "app.sales tables SELECT"],
  ["writers", "app.sales tables INSERT"],
  ["writers", "app.sales tables INSERT WITH GRANT OPTION"],
  ["writers", "app.sales sequences USAGE"],
  ["postgres", "app.sales functions OWNER"],
  ["public", "app.sales functions EXECUTE", undefined, "system"],
  ["readers", "app.sales future tables SELECT", "created by app_owner"],
  ["writers", "app future sequences USAGE", "created by app_owner"],
  ["ben", "app.pg_catalog functions EXECUTE"],
  ["Mixed Case; DROP", "app.od/d: sch OWNER"],
];

/** The same where each table is told: what takes the place of all that is about tables, sequences and functions. */
export const tableGrants: readonly SeedGrant[] = [
  ["postgres", "postgres.evil.pg_roles OWNER"],
  ["public", "postgres.evil.pg_roles SELECT"],
  ["app_owner", "app.sales.orders OWNER"],
  ["app_owner", "app.sales.customers OWNER"],
  ["app_owner", "app.sales.orders_id_seq OWNER"],
  ["readers", "app.sales.orders SELECT"],
  ["ben", "app.sales.orders SELECT", 'columns "note", "to""tal"'],
  ["public", "app.sales.customers SELECT"],
  ["writers", "app.sales.orders INSERT"],
  ["writers", "app.sales.orders INSERT WITH GRANT OPTION"],
  ["writers", "app.sales.orders_id_seq USAGE"],
  ["postgres", "app.sales.total(a integer) OWNER"],
  ["public", "app.sales.total(a integer) EXECUTE", undefined, "system"],
  ["ben", "app.pg_catalog.pg_read_file(text) EXECUTE"],
];

/** Fills a cluster with all of this. */
export async function sow(server: RunningPostgres, version: Version): Promise<void> {
  for (const { name, sql } of roles) await server.run(`CREATE ROLE ${quoted(name)} ${sql}`);
  for (const [group, member, grantor, options] of membershipsOf(version)) {
    if (group === "made_by_maker" || grantor !== "postgres") continue;
    const admin = options.includes("admin") ? " WITH ADMIN OPTION" : "";
    const none = " WITH INHERIT FALSE, SET FALSE";
    await server.run(`GRANT ${quoted(group)} TO ${quoted(member)}${options === "none" ? none : admin}`);
  }
  if (version >= 16) {
    await server.run("SET ROLE lee; GRANT readers TO dana WITH INHERIT TRUE, SET FALSE");
    await server.run("SET ROLE maker; CREATE ROLE made_by_maker");
  }
  await server.run(`COMMENT ON ROLE svc_payments IS 'password: ${planted[0]}'`);
  await server.run("CREATE DATABASE app OWNER app_owner");
  await server.run(`
    REVOKE ALL ON DATABASE app FROM PUBLIC;
    GRANT CONNECT ON DATABASE app TO auditor;
    GRANT CONNECT ON DATABASE app TO readers WITH GRANT OPTION;
    ALTER ROLE svc_payments IN DATABASE app SET my.secret = '${planted[1]}';
    CREATE SCHEMA evil;
    GRANT USAGE ON SCHEMA evil TO PUBLIC;
    CREATE VIEW evil.pg_roles AS SELECT * FROM pg_catalog.pg_roles WHERE false;
    GRANT SELECT ON evil.pg_roles TO PUBLIC;
    ALTER ROLE auditor SET search_path = evil, pg_catalog;
    ALTER ROLE auditor SET datestyle = 'German';
    ALTER ROLE auditor SET timezone = 'Asia/Tokyo';
    ALTER DATABASE app SET search_path = evil, public, pg_catalog;`);
  await server.run(
    `CREATE SCHEMA sales AUTHORIZATION app_owner;
    SET ROLE app_owner;
    CREATE TABLE sales.orders (id serial, "to""tal" int, note text);
    CREATE TABLE sales.customers (id int, name text);
    CREATE SCHEMA empty;
    GRANT USAGE ON SCHEMA sales TO readers;
    GRANT SELECT ON sales.orders TO readers;
    GRANT SELECT ("to""tal", note) ON sales.orders TO ben;
    GRANT SELECT ON sales.customers TO PUBLIC;
    GRANT INSERT ON sales.orders TO writers WITH GRANT OPTION;
    GRANT USAGE ON SEQUENCE sales.orders_id_seq TO writers;
    ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO readers;
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO writers;
    DROP SCHEMA empty;
    RESET ROLE;
    CREATE FUNCTION sales.total(a int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT a';
    CREATE FUNCTION sales.plain() RETURNS int LANGUAGE sql AS 'SELECT 1';
    GRANT EXECUTE ON FUNCTION pg_read_file(text) TO ben;
    CREATE SCHEMA "od/d: sch" AUTHORIZATION "Mixed Case; DROP";`.replaceAll(/\n\s+/g, "\n"),
    "app",
  );
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
