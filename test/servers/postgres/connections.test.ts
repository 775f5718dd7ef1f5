import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { standingOf } from "../../faults/run-tool.ts";
import { environment, project, source } from "./project.ts";
import { roles, sow } from "./seed.ts";
import { type RunningPostgres, startPostgres } from "./start.ts";

const cli = resolve(import.meta.dirname, "../../../dist/cli.js");
const everyKind = ["account", "entitlement", "grant", "group", "membership"];

describe.each([15, 18] as const)("PostgreSQL %i", (version) => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(version);
    await sow(server, version);
    await server.run("CREATE ROLE certified LOGIN; GRANT CONNECT ON DATABASE app TO certified");
    for (const name of ["zero", "zero_super"]) await server.run(`ALTER ROLE ${name} PASSWORD 'Let-me-in-1'`);
  });
  afterAll(async () => await server?.stop());

  test("a certificate in place of a password", async () => {
    const own = { user: "certified", password: null, certificate: "client.pem", key: "file:client.key" };
    const made = project(server, { pg: source(server, own) });
    made.write("client.pem", server.clientCertificate);
    made.write("client.key", server.clientKey);
    const { code, stderr } = await made.run();
    expect(code, stderr).toBe(0);
    expect(Object.keys(standingOf(made.folder, "pg").kept).sort()).toEqual(everyKind);
    expect(stderr + made.snapshot()).not.toContain("PRIVATE KEY");
  });

  test("the folder of a Unix socket, without TLS", async () => {
    const made = project(server, { pg: source(server, { host: server.socket, tls: "disable", ca: null }) });
    const { code, stderr } = await made.run();
    expect(code, stderr).toBe(0);
  });

  test.each(["127.0.0.1", "localhost"])(
    "the name that was connected to, %s, is the one that is checked",
    async (host) => {
      const other = await startPostgres(version, host === "localhost" ? "IP:127.0.0.1" : "DNS:localhost");
      try {
        await other.run(`CREATE ROLE auditor LOGIN PASSWORD '${environment.PG_PASSWORD}'`);
        const made = project(other, { pg: source(other, { host }) });
        const { code, stderr } = await made.run();
        expect(code, stderr).toBe(2);
        expect(stderr).toContain("collect/tls");
        expect(other.log()).not.toMatch(/user=auditor|connection authorized/);
      } finally {
        await other.stop();
      }
    },
  );

  test("an authority that Node does not know, without `ca`", async () => {
    const { code, stderr } = await project(server, { pg: source(server, { ca: null }) }).run();
    expect(code).toBe(2);
    expect(stderr).toContain("collect/tls");
  });

  test("a database that is left out on purpose leaves no gap", async () => {
    await server.run("REVOKE CONNECT ON DATABASE app FROM auditor");
    const made = project(server, { pg: source(server, { except: ["ap*"] }) });
    const { code, stderr } = await made.run();
    await server.run("GRANT CONNECT ON DATABASE app TO auditor");
    expect(code, stderr).toBe(0);
    const names = [...made.records("entitlement").values()].map(({ name }) => String(name));
    expect(names).toContain("app CONNECT");
    expect(names.filter((name) => name.startsWith("app."))).toEqual([]);
  });

  test("a source without a password, where the server wants one", async () => {
    const made = project(server, { pg: source(server, { password: null }) });
    const { code, stderr } = await made.run(["collect"], {});
    expect(code).toBe(2);
    expect(stderr).toContain("the server asks for a password");
  });

  test("nothing is taken from the variables of psql and its kin", async () => {
    const made = project(server, { pg: source(server) });
    const own = {
      ...{ PGHOST: "192.0.2.1", PGPORT: "1", PGUSER: "postgres", PGPASSWORD: "wrong", PGDATABASE: "nowhere" },
      ...{ PGSSLMODE: "disable", PGAPPNAME: "somebody", PGCLIENTENCODING: "LATIN1", PGOPTIONS: "-c search_path=evil" },
    };
    const env = { PATH: process.env.PATH, ...environment, ...own };
    const ran = spawnSync(process.execPath, [cli, "collect"], { cwd: made.folder, env, encoding: "utf8" });
    expect(ran.status, ran.stderr).toBe(0);
    expect(made.records("account").size).toBe(roles.filter(({ account }) => account).length + 2);
  });

  test("the server sees who reads, and that nothing is written", async () => {
    const client = await server.connect();
    await client.query("ALTER SYSTEM SET log_statement = 'all'");
    await client.query("ALTER SYSTEM SET log_line_prefix = '[%a] '");
    await client.query("SELECT pg_reload_conf()");
    await new Promise((done) => setTimeout(done, 500));
    const before = server.log().length;
    expect((await project(server, { pg: source(server) }).run()).code).toBe(0);
    const statements = server
      .log()
      .slice(before)
      .split("\n")
      .filter((line) => line.startsWith("[entitlint]") && line.includes("statement:"));
    for (const setting of ["log_statement", "log_line_prefix"]) await client.query(`ALTER SYSTEM RESET ${setting}`);
    await client.query("SELECT pg_reload_conf()");
    await client.end();
    expect(statements.length).toBeGreaterThan(20);
    const allowed = /statement: (?:BEGIN .* READ ONLY|SET LOCAL|SELECT|DECLARE|FETCH|CLOSE|SAVEPOINT|RELEASE)/;
    expect(statements.filter((line) => !allowed.test(line))).toEqual([]);
    expect(statements.filter((line) => line.includes("BEGIN"))).toHaveLength(2);
  });

  test("a connection limit of 0 keeps everybody out but superusers, as the status says", async () => {
    const tried = async (user: string) => {
      const client = new pg.Client({
        ...{ host: "127.0.0.1", port: server.port, database: "postgres", user, password: "Let-me-in-1", ssl: false },
      });
      client.on("error", () => {});
      return await client.connect().then(
        () => client.end().then(() => "in"),
        (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
      );
    };
    expect(await tried("zero")).toBe("53300");
    expect(await tried("zero_super")).toBe("in");
  });
});
