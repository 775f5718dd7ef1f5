import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Looked, reasonsIn, SubjectProject, verdictsIn } from "../../collect/subject-project.ts";
import { environment, source } from "./project.ts";
import { auditorPassword, sow } from "./seed.ts";
import { type RunningPostgres, startPostgres } from "./start.ts";

describe.each([15, 18] as const)("one subject of PostgreSQL %i", (version) => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(version);
    await sow(server, version);
  });
  afterAll(async () => await server?.stop());

  async function opened(options: Readonly<Record<string, unknown>> = {}): Promise<SubjectProject> {
    const made = new SubjectProject({ pg: JSON.parse(source(server, options)) });
    made.write("ca.pem", readFileSync(server.ca, "utf8"));
    made.env = environment;
    await made.collect();
    return made;
  }

  const own = (looked: Looked) => verdictsIn(looked).filter((line) => !line.includes("PUBLIC"));

  test.each([
    ["schema", "app.sales tables SELECT", "app.pg_catalog functions EXECUTE"],
    ["table", "app.sales.orders SELECT", "app.pg_catalog.pg_read_file(text) EXECUTE"],
  ])("by %s: there, then without login and rights, then unreachable, then dropped", async (detail, read, execute) => {
    await server.run(`CREATE ROLE amy LOGIN; GRANT pg_read_all_data TO amy`);
    await server.run(
      `GRANT SELECT ("to""tal", note) ON sales.orders TO amy; GRANT EXECUTE ON FUNCTION pg_read_file(text) TO amy`,
      "app",
    );
    const project = await opened({ detail });
    const before = await project.lookAt("amy");
    expect(own(before)).toEqual([
      "account amy: there",
      `grant ${execute}: there`,
      `grant ${read}: there`,
      "membership pg_read_all_data: there",
    ]);
    expect(before.code, before.stderr).toBe(0);

    await server.run(`ALTER ROLE amy NOLOGIN; REVOKE pg_read_all_data FROM amy`);
    await server.run(`REVOKE SELECT ("to""tal", note) ON sales.orders FROM amy`, "app");
    const off = await project.lookAt("account:pg/main/amy");
    expect(own(off)).toEqual([
      "account amy: disabled",
      `grant ${execute}: there`,
      `grant ${read}: gone`,
      "membership pg_read_all_data: gone",
    ]);
    expect(off.code).toBe(0);

    project.configure({ pg: JSON.parse(source(server, { detail: detail === "table" ? "schema" : "table" })) });
    expect(own(await project.lookAt("amy"))).toContain(`grant ${read}: cannot-say`);
    project.configure({ pg: JSON.parse(source(server, { detail })) });

    await server.run(`REVOKE CONNECT ON DATABASE app FROM auditor`);
    const blocked = await project.lookAt("amy");
    expect(own(blocked)).toEqual([
      "account amy: disabled",
      `grant ${execute}: cannot-say`,
      `grant ${read}: cannot-say`,
      "membership pg_read_all_data: gone",
    ]);
    expect(reasonsIn(blocked).join()).toContain("the role lacks a right");
    expect(blocked.code).toBe(2);
    await server.run(`GRANT CONNECT ON DATABASE app TO auditor`);

    await server.run(`DROP OWNED BY amy; DROP ROLE IF EXISTS amy`, "app");
    const dropped = await project.lookAt("amy");
    expect(dropped.look.counts).toEqual({ there: 0, disabled: 0, gone: 4, cannotSay: 0 });
    expect(dropped.code).toBe(0);
  });

  test("a role of a name that hurts is itself, with what it owns and what was granted to it since", async () => {
    const project = await opened();
    await server.run(`GRANT USAGE ON SCHEMA sales TO "Mixed Case; DROP"`, "app");
    const looked = await project.lookAt("account:pg/main/Mixed%20Case;%20DROP");
    expect(own(looked)).toEqual([
      "account Mixed Case; DROP: there",
      "grant app.od/d: sch OWNER: there",
      expect.stringContaining("app.sales USAGE"),
      "membership writers: there",
    ]);
    const fresh = looked.look.sources[0]?.records.filter(({ snapshot }) => snapshot === undefined);
    expect(fresh).toMatchObject([{ kind: "grant", of: "account:pg/main/Mixed%20Case;%20DROP" }]);
    await server.run(`REVOKE USAGE ON SCHEMA sales FROM "Mixed Case; DROP"`, "app");
  });

  test("another role of the same name in other capitals is found, and nobody is nobody", async () => {
    const project = await opened();
    await server.run(`CREATE ROLE "Person03" LOGIN SUPERUSER`);
    const { look } = await project.lookAt("person03");
    await server.run(`DROP ROLE "Person03"`);
    expect(look.sources[0]?.searches).toEqual([{ by: "login", value: "person03", result: "found" }]);
    expect(look.sources[0]?.records.filter(({ foundBy }) => foundBy !== undefined)).toMatchObject([
      { id: "account:pg/main/Person03", now: { verdict: "there" } },
    ]);
    const nobody = await project.lookAt("nobody_at_all");
    expect(nobody.look.sources[0]?.searches).toEqual([{ by: "login", value: "nobody_at_all", result: "none" }]);
    expect(nobody.code).toBe(0);
  });

  test("with a wrong password nothing is said", async () => {
    const project = await opened();
    project.env = { PG_PASSWORD: `${auditorPassword}-not` };
    const looked = await project.lookAt("dana");
    expect(looked.look.counts).toMatchObject({ there: 0, disabled: 0, gone: 0 });
    expect(reasonsIn(looked).join()).toContain("28P01");
    expect(looked.code).toBe(2);
  });

  test("in another cluster, whose roles are others, nobody is gone", async () => {
    const project = await opened();
    const other = await startPostgres(version);
    try {
      await other.run(`CREATE ROLE auditor LOGIN PASSWORD '${auditorPassword}'`);
      project.configure({ pg: JSON.parse(source(other)) });
      project.write("ca.pem", readFileSync(other.ca, "utf8"));
      const looked = await project.lookAt("dana");
      expect(looked.look.counts).toMatchObject({ there: 0, disabled: 0, gone: 0 });
      expect(looked.code).toBe(2);
    } finally {
      await other.stop();
    }
  });
});
