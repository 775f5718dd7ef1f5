import type pg from "pg";
import type { Spoil, SpoilingProxy } from "./cutting-proxy.ts";
import type { RunningPostgres } from "./start.ts";

/** What faults are injected into. */
export interface Stage {
  readonly server: RunningPostgres;
  /** Another cluster, with an authority of its own and a certificate for another host. */
  readonly stranger: RunningPostgres;
  readonly proxy: SpoilingProxy;
  readonly impostors: Readonly<Record<"web" | "plain", Pick<SpoilingProxy, "port" | "log">>>;
  /** Bytes that the server sends in an undisturbed reading, by connection. */
  readonly usual: readonly number[];
}

/** One fault: how it is injected and taken away, what proves that it happened, and which kinds it hits. */
export interface Fault {
  readonly name: string;
  readonly endpoint: "the cluster" | "one catalogue" | "one database";
  /** Kinds that must not be called full; none where nothing may be lost. */
  readonly hit: readonly string[];
  readonly inject?: (stage: Stage) => Promise<unknown>;
  readonly undo?: (stage: Stage) => Promise<unknown>;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: (stage: Stage) => Readonly<Record<string, unknown>>;
  readonly log: (stage: Stage) => string;
  readonly logged: RegExp;
  /** What the tool has to say of it. */
  readonly says: string;
}

export const everyKind = ["account", "entitlement", "grant", "group", "membership"];
const inDatabase = ["entitlement", "grant"];
const clear = { tls: "disable", ca: null };

const atServer = { log: ({ server }: Stage) => server.log() };
const atProxy = { log: ({ proxy }: Stage) => proxy.log.join("\n") };
const cluster = { endpoint: "the cluster", hit: everyKind } as const;
const oneDatabase = { endpoint: "one database", hit: inDatabase } as const;

function sql(inject: string, undo: string, database = "postgres"): Pick<Fault, "inject" | "undo"> {
  return {
    inject: async ({ server }) => await server.run(inject, database),
    undo: async ({ server }) => await server.run(undo, database),
  };
}

function withoutCatalogue(name: string, hit: readonly string[], says: string, database = "postgres"): Fault {
  return {
    ...{ name: `no SELECT on ${name}${database === "postgres" ? "" : " of one database"}`, endpoint: "one catalogue" },
    ...{ hit, says, logged: new RegExp(`permission denied for (?:table|view) ${name}`), ...atServer },
    ...sql(`REVOKE SELECT ON ${name} FROM PUBLIC`, `GRANT SELECT ON ${name} TO PUBLIC`, database),
  };
}

function spoilt(
  name: string,
  where: Pick<Fault, "endpoint" | "hit">,
  { connection, share, how }: Pick<Spoil, "connection" | "how"> & { readonly share: number },
): Fault {
  return {
    ...{ name, ...where, ...atProxy },
    inject: async ({ proxy, usual }) =>
      proxy.reset({ connection, how, after: Math.floor((usual[connection - 1] ?? 0) * share) }),
    undo: async ({ proxy }) => proxy.reset(),
    options: ({ proxy }) => ({ ...clear, port: proxy.port, ...(how === "hush" && { statementTimeout: "PT1S" }) }),
    logged: new RegExp(`^${how} connection ${connection} after [1-9]\\d+ bytes$`, "m"),
    says: where.hit === everyKind ? "collect/unreachable" : "the connection to a database broke off",
  };
}

let blocker: pg.Client | undefined;

export const faults: readonly Fault[] = [
  {
    ...{ name: "wrong password", ...cluster, env: { PG_PASSWORD: "Wrong-of-the-test-1" }, ...atServer },
    ...{ logged: /password authentication failed/, says: "collect/denied" },
  },
  {
    ...{ name: "a role whose VALID UNTIL has passed", ...cluster, ...atServer },
    ...sql("ALTER ROLE auditor VALID UNTIL '2020-01-01'", "ALTER ROLE auditor VALID UNTIL 'infinity'"),
    ...{ logged: /has an expired password/, says: "collect/denied" },
  },
  {
    ...{ name: "a role that may not log in", ...cluster, ...atServer },
    ...sql("ALTER ROLE auditor NOLOGIN", "ALTER ROLE auditor LOGIN"),
    ...{ logged: /is not permitted to log in/, says: "collect/denied" },
  },
  {
    ...{ name: "no connection left for the role", ...cluster, ...atServer },
    ...sql("ALTER ROLE auditor CONNECTION LIMIT 0", "ALTER ROLE auditor CONNECTION LIMIT -1"),
    ...{ logged: /too many connections for role/, says: "collect/server-failed" },
  },
  {
    ...{ name: "a certificate of an unknown authority", ...cluster, ...atServer },
    ...{ options: () => ({ ca: "strangers.pem" }), logged: /connection received/, says: "collect/tls" },
  },
  {
    ...{ name: "a certificate of another host", ...cluster, log: ({ stranger }) => stranger.log() },
    options: ({ stranger }) => ({ ca: "strangers.pem", port: stranger.port }),
    ...{ logged: /connection received/, says: "collect/tls" },
  },
  {
    ...{ name: "a server that offers no TLS", ...cluster, log: ({ impostors }) => impostors.plain.log.join("\n") },
    options: ({ impostors }) => ({ port: impostors.plain.port }),
    ...{ logged: /answered "N"/, says: "collect/tls" },
  },
  {
    ...{ name: "a web server", ...cluster, log: ({ impostors }) => impostors.web.log.join("\n") },
    options: ({ impostors }) => ({ port: impostors.web.port }),
    ...{ logged: /answered "HTTP/, says: "collect/bad-answer" },
  },
  {
    ...{ name: "a web server, without TLS", ...cluster, log: ({ impostors }) => impostors.web.log.join("\n") },
    options: ({ impostors }) => ({ ...clear, port: impostors.web.port }),
    ...{ logged: /answered "HTTP/, says: "collect/" },
  },
  spoilt("a connection cut within the roles", cluster, { connection: 1, share: 0.05, how: "cut" }),
  spoilt("silence within the roles", cluster, { connection: 1, share: 0.05, how: "hush" }),
  spoilt("a connection cut within the first database", oneDatabase, { connection: 1, share: 0.97, how: "cut" }),
  spoilt("a connection cut at the login to one database", oneDatabase, { connection: 2, share: 0.05, how: "cut" }),
  spoilt("a connection cut within the result of one database", oneDatabase, { connection: 2, share: 0.7, how: "cut" }),
  spoilt("silence within the result of one database", oneDatabase, { connection: 2, share: 0.7, how: "hush" }),
  {
    ...{ name: "no CONNECT", ...oneDatabase, ...atServer },
    ...sql("REVOKE CONNECT ON DATABASE app FROM auditor", "GRANT CONNECT ON DATABASE app TO auditor"),
    ...{ logged: /permission denied for database/, says: "may not be read, such as app" },
  },
  {
    ...{ name: "a query that takes too long", ...oneDatabase, ...atServer },
    inject: async ({ server }) => {
      blocker = await server.connect("app");
      await blocker.query("BEGIN; LOCK TABLE pg_default_acl IN ACCESS EXCLUSIVE MODE");
    },
    undo: async () => await blocker?.end(),
    ...{ options: () => ({ statementTimeout: "PT1S" }), logged: /canceling statement due to statement timeout/ },
    says: "a database failed, or took too long",
  },
  {
    ...{ name: "a database that is not there", ...oneDatabase, ...atServer },
    options: () => ({ databases: ["postgres", "nowhere"] }),
    ...{ logged: /connection received/, says: "there is no such database, or it lets nobody in, such as nowhere" },
  },
  {
    ...{ name: "a database that lets nobody in any more", ...oneDatabase, ...atServer },
    inject: async ({ server }) =>
      await server.run("ALTER DATABASE app ALLOW_CONNECTIONS false; DO $$ BEGIN RAISE LOG 'closed app'; END $$"),
    undo: async ({ server }) => await server.run("ALTER DATABASE app ALLOW_CONNECTIONS true"),
    ...{ logged: /closed app/, says: "there is no such database, or it lets nobody in, such as app" },
  },
  withoutCatalogue("pg_roles", everyKind, "collect/denied"),
  withoutCatalogue("pg_auth_members", ["membership", "group", ...inDatabase], "pg_auth_members may not be read"),
  withoutCatalogue("pg_database", inDatabase, "pg_database may not be read"),
  withoutCatalogue("pg_class", inDatabase, "may not be read, such as app", "app"),
  {
    ...{ name: "names with line breaks, bidirectional and ANSI characters", endpoint: "the cluster", hit: [] },
    ...{ ...atServer, says: "" },
    inject: async ({ server }) => {
      const name = 'Eve\n::error::\u202e\u001b[31mroot\u2028<script>"; DROP';
      await server.run(`CREATE ROLE "${name.replaceAll('"', '""')}" LOGIN; DO $$ BEGIN RAISE LOG 'made Eve'; END $$`);
    },
    logged: /made Eve/,
  },
];
