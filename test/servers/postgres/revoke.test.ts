import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Known } from "../../../src/collect/look-up.ts";
import { postgresRevoker } from "../../../src/collect/postgres/revoke.ts";
import { runToEnd } from "../ldap/processes.ts";
import { type Project, project, source } from "./project.ts";
import { hostileNames, quoted, sow } from "./seed.ts";
import { type RunningPostgres, startPostgres } from "./start.ts";

const kinds = ["account", "membership", "grant"] as const;
const victims = [...hostileNames, "dana", "ben", "maker"];
/** Its name is an address of another server for whoever takes it for one. */
const trap = `host=127.0.0.2 "x" 'y'/:%`;

/** What is said of a role: whether it may log in, in which roles it is, and what it holds. */
function standing({ records }: Project): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (holder: unknown, what: string) =>
    found.set(String(holder), [...(found.get(String(holder)) ?? []), what].sort());
  for (const { id, status } of records("account").values()) add(id, String(status));
  for (const { member, group } of records("membership").values()) add(member, `in ${group}`);
  for (const { principal, entitlement } of records("grant").values()) add(principal, `holds ${entitlement}`);
  return found;
}

describe.each([15, 18] as const)("the commands for PostgreSQL %i", (version) => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(version);
    await sow(server, version);
    await server.run(`CREATE DATABASE ${quoted(trap)}`);
    for (const name of hostileNames) {
      await server.run(`GRANT readers TO ${quoted(name)}; ALTER ROLE ${quoted(name)} CREATEDB`);
      await server.run(`GRANT CREATE ON DATABASE ${quoted(trap)} TO ${quoted(name)}`);
      await server.run(`CREATE SCHEMA ${quoted(`of ${name}`.slice(0, 63))} AUTHORIZATION ${quoted(name)}`, trap);
    }
  });
  afterAll(async () => await server?.stop());

  async function collected(): Promise<Project> {
    const made = project(server, { pg: source(server) });
    const { code, stderr } = await made.run();
    expect(code, stderr).toBe(0);
    return made;
  }

  function run(by: string, lines: readonly string[]): void {
    const [, database = '"postgres"'] = /in the database (".*"), as a superuser$/u.exec(by) ?? [];
    // A name like this one would be taken for an address, so that it goes where none is read.
    const env = { PATH: process.env.PATH, PGPASSWORD: server.password, PGDATABASE: JSON.parse(database) };
    const to = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", String(server.port), "-U", "postgres"];
    runToEnd("psql", to, { input: `${lines.join("\n")}\n`, env });
  }

  /** Runs what is told of each record that is one of these accounts, or theirs. */
  function revoke({ records }: Project, ids: readonly string[]): void {
    const revoker = postgresRevoker({ system: "pg", tenant: "main" }, { host: "127.0.0.1", port: server.port });
    const whose = { account: "id", membership: "member", grant: "principal" } as const;
    const own = kinds.flatMap((kind) =>
      [...records(kind).values()]
        .filter((record) => ids.includes(String(record[whose[kind]])))
        .map((record) => ({ kind, record }) as unknown as Known),
    );
    for (const { by, lines } of own.flatMap((known) => revoker(known) ?? [])) {
      for (const line of lines) expect(line).toMatch(/^[\x20-\x7e\p{L}\p{N}]*;$/u);
      run(by, lines);
    }
  }

  test("take everything from roles of whatever name, and nothing from anybody else", async () => {
    const project = await collected();
    const before = standing(project);
    const ids = victims.map((name) => accountId(project, name));
    revoke(project, ids);
    const after = standing(await collected());
    // A role that may not log in is at most a group, and these are groups that hold nothing.
    const asGroups = ids.map((id) => id.replace("account:", "group:"));
    const left = [...ids, ...asGroups].flatMap((id) => (after.get(id) ?? []).map((what) => `${id} ${what}`));
    // Of these two PostgreSQL knows that they were logins, because an end of their passwords is set.
    expect(left).toEqual(["account:pg/main/dana disabled", "account:pg/main/ben disabled"]);
    // A login is told as a group too for as long as somebody is in it, so its account is looked at.
    const isLogin = (id: string) => before.has(id.replace("group:", "account:"));
    const others = [...before.keys()].filter((id) => id.startsWith("account:") || !isLogin(id));
    const untouched = others.filter((id) => ![...ids, ...asGroups].includes(id) && !id.endsWith("/postgres"));
    expect(untouched.length).toBeGreaterThan(40);
    for (const id of untouched) expect([id, after.get(id)]).toEqual([id, before.get(id)]);
  });
});

function accountId({ records }: Project, name: string): string {
  const found = [...records("account").values()].find(({ userName }) => userName === name);
  if (!found) throw new Error(`no account is called ${JSON.stringify(name)}`);
  return String(found.id);
}
