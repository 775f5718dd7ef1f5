import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { standingOf } from "../../faults/run-tool.ts";
import { project } from "./project.ts";
import { sow } from "./seed.ts";
import { type RunningPostgres, startPostgres } from "./start.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../../../src/collect/postgres/readme.md"), "utf8");

describe.each([15, 18] as const)("PostgreSQL %i", (version) => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(version);
    await sow(server, version);
  });
  afterAll(async () => await server?.stop());

  test("the commands of the page give the rights that its config needs, and no more", async () => {
    await server.run(block("sql"));
    const made = project(server, {});
    const config = block("yaml").replace("db.example.com", "localhost").replace("5432", String(server.port));
    made.write("entitlint.yaml", config);
    made.write("certificates/db-ca.pem", readFileSync(server.ca, "utf8"));
    const { code, stderr } = await made.run(["collect"], { PG_PROD_PASSWORD: "change-me" });
    expect(code, stderr).toBe(0);
    expect(new Set(Object.values(standingOf(made.folder, "pg-prod").completeness))).toEqual(new Set(["full"]));
    const client = await server.connect("app");
    const { rows } = await client.query(
      "SELECT has_table_privilege('entitlint_reader', 'sales.orders', 'SELECT') AS reads, rolsuper OR rolcreaterole AS rules FROM pg_roles WHERE rolname = 'entitlint_reader'",
    );
    await client.end();
    expect(rows).toEqual([{ reads: false, rules: false }]);
  });
});

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(readme)?.[1];
  if (found === undefined) throw new Error(`the page has no block of ${language}`);
  return found;
}
