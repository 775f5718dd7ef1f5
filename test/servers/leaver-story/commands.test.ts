import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { collectAndAsk } from "./asked.ts";
import { type Estate, startEstate } from "./estate.ts";
import { runCommands } from "./run-commands.ts";

const left = "2026-11-20T17:00:00Z";
const saturday = "2026-11-21T09:00:00Z";
const sunday = "2026-11-22T09:00:00Z";
const elsewhere = { person: "off", token: "revoked", actsFor: "alice" } as const;

let estate: Estate;

beforeAll(async () => {
  estate = await startEstate();
});
afterAll(() => estate?.stop());

/** A session of Dana's at the database, and what ended it. */
async function session(): Promise<Promise<string>[]> {
  const { port } = estate.database;
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "dana",
    password: "x-of-no-use-2",
    database: "postgres",
  });
  await client.connect();
  const ended = new Promise<string>((done) => client.on("error", ({ message }: Error) => done(message)));
  return [ended];
}

test("the commands that are printed put her out of the directory, the database and the application", async () => {
  estate.write({ at: saturday, left, ...elsewhere });
  await estate.database.run("CREATE DATABASE payslips");
  await estate.database.run("ALTER ROLE dana CREATEDB");
  await estate.database.run("CREATE TABLE hers (a int); ALTER TABLE hers OWNER TO dana", "payslips");
  const [ended] = await session();

  const before = await collectAndAsk(estate, saturday);
  expect(before.places).toMatchObject({ crm: "in", db: "in", dir: "in" });
  const commands = before.report.places.flatMap((place) => place.commands);
  for (const { by, lines } of commands) {
    expect(before.text).toContain(`: ${by}\n`);
    for (const line of lines) expect(before.text).toContain(`\n    ${line}\n`);
  }
  runCommands(estate, commands);
  expect(await ended).toMatch(/terminat/u);

  estate.write({ at: sunday, left, ...elsewhere, agentKey: { rotated: saturday } });
  const after = await collectAndAsk(estate, sunday);
  expect([after.code, after.places]).toEqual([0, { crm: "out", db: "out", dir: "out", platform: "out" }]);
  // Nothing of hers is left behind either, what she owned is kept, and nobody else has lost anything.
  expect(after.report.places.flatMap(({ steps }) => steps)).toEqual([]);
  await estate.database.run("INSERT INTO hers VALUES (1)", "payslips");
  const alice = await estate.run(sunday, ["explain", "--leaver", "alice", "--format", "json"]);
  const places: { app: string; records: { kind: string; verdict: string }[] }[] = JSON.parse(alice.stdout).places;
  const works = places.map(({ app, records }) => [app, records.filter(({ verdict }) => verdict === "in").length]);
  expect(Object.fromEntries(works)).toEqual({ crm: 2, db: 3, dir: 1, platform: 3 });
});

test("what is only an export has words and no commands", async () => {
  estate.write({ at: sunday, left });
  const { report } = await collectAndAsk(estate, sunday);
  const platform = report.places.find(({ app }) => app === "platform");
  expect([platform?.steps.length, platform?.commands]).toEqual([4, []]);
});
