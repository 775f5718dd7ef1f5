import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { standingOf } from "../../faults/run-tool.ts";
import { leaksIn } from "../leaks.ts";
import { environment, type Project, project, source } from "./project.ts";
import { auditorPassword, grants, membershipsOf, planted, roles, type SeedGrant, sow, tableGrants } from "./seed.ts";
import { type RunningPostgres, startPostgres, type Version } from "./start.ts";

describe.each([15, 18] as const)("PostgreSQL %i", (version) => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(version);
    await sow(server, version);
  });
  afterAll(async () => await server?.stop());

  async function collected(options: Readonly<Record<string, unknown>> = {}): Promise<Project> {
    const made = project(server, { pg: source(server, options) });
    const { code, stderr } = await made.run();
    expect(code, stderr).toBe(0);
    return made;
  }

  test("every kind is full, over TLS whose certificate was checked", async () => {
    const { folder } = await collected();
    expect(standingOf(folder, "pg").completeness).toEqual({
      ...{ account: "full", group: "full", membership: "full", entitlement: "full", grant: "full" },
    });
    expect(server.log()).not.toContain("ERROR");
  });

  test("login roles are accounts, with what is known of their end", async () => {
    const { records } = await collected();
    const expected = roles.flatMap(({ name, account }) => (account ? [accountOf(name, account)] : []));
    const bootstrap = accountOf("postgres", { status: "active", rawStatus: "LOGIN" }, "system");
    expect(byId([...records("account").values()].map(withoutOid))).toEqual(byId([...expected, bootstrap]));
  });

  test("roles that may not log in are groups, and logins that have members too", async () => {
    const { records } = await collected();
    const own = [...records("group").values()].filter(({ id }) => !String(id).startsWith("group:pg/main/pg_"));
    const withMembers = new Set(membershipsOf(version).map(([group]) => group));
    const expected = [
      "PUBLIC",
      ...roles.filter(({ name, account }) => !account || withMembers.has(name)).map(({ name }) => name),
      ...(version === 18 ? ["made_by_maker"] : []),
    ];
    expect(own.map(({ name }) => name).sort()).toEqual(expected.sort());
  });

  test("memberships have their options, and their grantor in the key", async () => {
    const { records } = await collected();
    const expected = membershipsOf(version).flatMap(([group, member, grantor, options]) =>
      holderTypes(member, version).map((type) => ({
        group: id("group", group),
        member: id(type, member),
        memberType: type,
        addedBy: id("account", grantor),
        role: options,
        source: "unknown",
        state: options === "none" || options === "admin" ? "pending" : "active",
      })),
    );
    const all = [...records("membership").values()];
    const own = all.filter(({ member }) => !String(member).startsWith("group:pg/main/pg_"));
    expect(lines(own.map(({ id: _, ...rest }) => rest))).toEqual(lines(expected));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test("attributes, ownership and privileges are grants, and nothing else is", async () => {
    const { records } = await collected();
    expect(lines(grantsIn(records))).toEqual(lines(expectedGrants(grants, version)));
  });

  test("with `detail: table` every table is told, with the columns", async () => {
    const { records } = await collected({ detail: "table" });
    const whole = grants.filter(
      ([, right]) => !/ (?:tables|sequences|functions) /.test(right) || / future /.test(right),
    );
    expect(lines(grantsIn(records))).toEqual(lines(expectedGrants([...whole, ...tableGrants], version)));
  });

  test("what leads to everything is privileged", async () => {
    const { records } = await collected();
    const privileged = [...records("entitlement").values()].filter((record) => record.privileged);
    const names = privileged.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["SUPERUSER", "CREATEROLE", "BYPASSRLS", "pg_read_all_data"]));
    expect(names).not.toContain("CREATEDB");
    expect(names).not.toContain("app OWNER");
  });

  test("reading again changes no byte", async () => {
    const made = await collected();
    const before = made.snapshot();
    expect((await made.run()).code).toBe(0);
    expect(made.snapshot()).toBe(before);
  });

  test("no secret that the reader could see, or came by, is stored or told", async () => {
    const made = project(server, { pg: source(server) });
    const { stdout, stderr } = await made.run();
    const all = `${made.snapshot()}${stdout}${stderr}`;
    expect(await leaksIn(made.folder, [...planted, auditorPassword], environment)).toEqual([]);
    expect(all).not.toMatch(/SCRAM-SHA-256\$|\*{8}/);
  });

  test("the reader needs neither a right on any schema nor any role", async () => {
    const client = await server.connect("app");
    const answer = await client.query(
      "SELECT has_schema_privilege('auditor', 'sales', 'USAGE') AS usage, count(*)::int AS roles FROM pg_auth_members WHERE member = 'auditor'::regrole",
    );
    await client.end();
    expect(answer.rows).toEqual([{ usage: false, roles: 0 }]);
  });
});

function accountOf(
  name: string,
  { status, rawStatus, attributes = {}, neverExpires }: NonNullable<(typeof roles)[number]["account"]>,
  kind = "unknown",
) {
  return {
    ...{ id: id("account", name), app: "pg", userName: name, status, rawStatus, kind, provenance: kind },
    ...(neverExpires !== false && { neverExpires: true }),
    attributes: { inherit: "true", ...attributes },
  };
}

function withoutOid(record: Readonly<Record<string, unknown>>) {
  const { oid, ...attributes } = record.attributes as Record<string, string>;
  expect(oid).toMatch(/^\d+$/);
  return { ...record, attributes };
}

/** The id that a role's record has to have: white space, control characters and percent signs encoded. */
function id(kind: string, role: string): string {
  const name = role === "PUBLIC " ? "public" : role;
  return `${kind}:pg/main/${name.replace(/[\s%\p{C}]/gu, encodeURIComponent)}`;
}

/** The records that a role is. */
function holderTypes(role: string, version: Version): ("account" | "group")[] {
  if (role === "public") return ["group"];
  const isAccount = role === "postgres" || roles.some(({ name, account }) => name === role && account);
  const hasMembers = membershipsOf(version).some(([group]) => group === role);
  return [...(isAccount ? (["account"] as const) : []), ...(!isAccount || hasMembers ? (["group"] as const) : [])];
}

interface Line {
  readonly principal: unknown;
  readonly right: unknown;
  readonly condition: unknown;
  readonly source: unknown;
}

function expectedGrants(seeds: readonly SeedGrant[], version: Version): Line[] {
  const attributes = roles.flatMap(({ name, has = [] }) => has.map((right): SeedGrant => [name, right]));
  const bootstrap = ["SUPERUSER", "CREATEROLE", "CREATEDB", "REPLICATION", "BYPASSRLS"] as const;
  const admins = membershipsOf(version).filter(([, , , options]) => options.startsWith("admin"));
  return [
    ...attributes,
    ...bootstrap.map((right): SeedGrant => ["postgres", right]),
    ...admins.map(([group, member]): SeedGrant => [member, `${group} ADMIN OPTION`]),
    ...seeds,
  ].flatMap(([holder, right, condition, from = "unknown"]) =>
    holderTypes(holder, version).map((type) => ({ principal: id(type, holder), right, condition, source: from })),
  );
}

/** All grants but those that predefined roles come with. */
function grantsIn(records: Project["records"]): Line[] {
  const names = records("entitlement");
  return [...records("grant").values()]
    .filter(({ principal }) => !String(principal).startsWith("group:pg/main/pg_"))
    .map(({ principal, entitlement, condition, source: from }) => ({
      ...{ principal, right: names.get(String(entitlement))?.name, condition, source: from },
    }));
}

function lines(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}

function byId<T extends object>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (JSON.stringify("id" in a && a.id) < JSON.stringify("id" in b && b.id) ? -1 : 1));
}
