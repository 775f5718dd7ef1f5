import type { Collector } from "../collector.ts";
import { postgresReads } from "./reads.ts";
import { PostgresOptions } from "./schema.ts";

/** Reads the roles of a PostgreSQL cluster and what they may do in its databases. */
export const postgresCollector: Collector = {
  name: "postgres",
  title: "PostgreSQL",
  description:
    "Reads roles, memberships, attributes, ownership and privileges of a PostgreSQL cluster and all its databases from the system catalogues, in one read-only transaction per database.",
  version: 1,
  options: PostgresOptions,
  kinds: ["account", "group", "membership", "entitlement", "grant"],
  reads: postgresReads,
  modes: [
    {
      name: "detail: schema",
      note: "Privileges on tables, sequences and functions are told once per schema: who has SELECT on any table of it. For estates with many tables.",
    },
    {
      name: "detail: table",
      note: "One entitlement per table, sequence and function that somebody was granted anything on, with the columns where only some are meant.",
    },
  ],
  rights: [
    {
      name: "LOGIN",
      note: "Without it nothing is read, and the earlier records stay as they were.",
    },
    {
      name: "CONNECT on every database",
      note: "Without it on one database, what lies in that database is not seen; entitlements and grants are then partial. Accounts, groups and memberships are the cluster's and stay complete.",
    },
    {
      name: "SELECT on the system catalogues",
      note: "Every role has it, unless it was taken from PUBLIC; then what depends on that catalogue is denied. No right on any schema or table is needed, and none to read data.",
    },
  ],
  oneSubject: {
    how: "The role by its name in `pg_roles`, with its memberships, and what was granted to it or is owned by it in every database of the source. Further roles are searched by login, whatever its capitals; addresses cannot be searched.",
    rights: "Those of a whole reading. Grants in a database that lets the reader in no more stay unsaid.",
  },
  async collect(context, options: PostgresOptions) {
    const { collectPostgres } = await import("./collect-postgres.ts");
    return await collectPostgres(context, options, { name: "postgres", version: 1 });
  },
  lookUp: async (context, options: PostgresOptions, wanted) =>
    (await import("./look-up-subject.ts")).lookUpSubject(context, options, { name: "postgres", version: 1 }, wanted),
  revoker: async (source, options: PostgresOptions) => (await import("./revoke.ts")).postgresRevoker(source, options),
};
