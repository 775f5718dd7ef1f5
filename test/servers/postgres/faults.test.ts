import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { standingOf } from "../../faults/run-tool.ts";
import { startImpostor, startProxy } from "./cutting-proxy.ts";
import { everyKind, faults, type Stage } from "./fault-list.ts";
import { environment, type Project, project, source } from "./project.ts";
import { sow } from "./seed.ts";
import { startPostgres } from "./start.ts";

/** One line of the fault table. */
interface Row {
  readonly collector: string;
  readonly fault: string;
  readonly endpoint: string;
  readonly kept: Readonly<Record<string, number>>;
  readonly completeness: Readonly<Record<string, string>> | "source failed";
  readonly exitCode: number;
}

const file = resolve(import.meta.dirname, "../../faults/postgres.json");
const isUpdate = process.env.ENTITLINT_UPDATE === "1";
const committed: readonly Row[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
const rows: Row[] = [];
const stops: (() => Promise<void>)[] = [];
let stage: Stage;

beforeAll(async () => {
  const server = await startPostgres(18);
  stops.push(server.stop);
  await sow(server, 18);
  const stranger = await startPostgres(18, "DNS:elsewhere.example.com");
  stops.push(stranger.stop);
  for (const one of [server, stranger]) {
    await one.run("ALTER SYSTEM SET log_connections = 'all'");
    await one.run("SELECT pg_reload_conf()");
  }
  const proxy = await startProxy(server.port);
  const web = await startImpostor("HTTP/1.1 400 Bad Request\r\n\r\n");
  const plain = await startImpostor("N");
  stops.push(proxy.stop, web.stop, plain.stop);
  stage = { server, stranger, proxy, impostors: { web, plain }, usual: [] };
});

afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
  if (isUpdate) writeFileSync(file, `${JSON.stringify(rows, undefined, 2)}\n`);
});

test("undisturbed, through the proxy, there is one connection for each database", async () => {
  const made = project(stage.server, {
    pg: source(stage.server, { port: stage.proxy.port, tls: "disable", ca: null }),
  });
  const { code, stderr } = await made.run();
  expect(code, stderr).toBe(0);
  stage = { ...stage, usual: [...stage.proxy.bytes()] };
  expect(stage.usual).toHaveLength(2);
});

test.each(faults)("$name at $endpoint", async (fault) => {
  const made = project(stage.server, { pg: source(stage.server) });
  made.write("strangers.pem", readFileSync(stage.stranger.ca, "utf8"));
  const { code: first, stderr: said } = await made.run();
  expect(first, said).toBe(0);
  const before = { ...standingOf(made.folder, "pg"), ids: idsOf(made) };
  const logged = fault.log(stage).length;
  made.write("entitlint.yaml", `version: 1\nsources:\n  pg: ${source(stage.server, fault.options?.(stage))}\n`);
  let ran: Awaited<ReturnType<Project["run"]>>;
  await fault.inject?.(stage);
  try {
    ran = await made.run(["collect"], { ...environment, ...fault.env });
  } finally {
    await fault.undo?.(stage);
  }
  expect(fault.log(stage).slice(logged)).toMatch(fault.logged);
  const after = standingOf(made.folder, "pg");
  const gone = [...before.ids].filter((id) => !idsOf(made).has(id));
  expect(gone).toEqual([]);
  expect(ran.code, ran.stderr).toBe(fault.hit.length > 0 ? 2 : 0);
  expect(`${ran.stderr}${ran.stdout}${JSON.stringify(made.manifest())}`).toContain(fault.says);
  expect(ran.stderr).not.toContain("Wrong-of-the-test-1");
  const whole = everyKind.filter((kind) => after.completeness[kind] === "full");
  if (!after.failed) expect(whole).toEqual(everyKind.filter((kind) => !fault.hit.includes(kind)));
  else expect(fault.hit).toEqual(everyKind);
  const row: Row = {
    ...{ collector: "postgres", fault: fault.name, endpoint: fault.endpoint, kept: after.kept },
    ...{ completeness: after.failed ? "source failed" : after.completeness, exitCode: ran.code },
  };
  rows.push(row);
  if (!isUpdate) expect(row).toEqual(committed.find((one) => one.fault === row.fault && one.endpoint === row.endpoint));
});

test.skipIf(isUpdate)("every committed row is tried", () => {
  expect(committed.map(({ fault, endpoint }) => `${fault} at ${endpoint}`)).toEqual(
    faults.map(({ name, endpoint }) => `${name} at ${endpoint}`),
  );
});

function idsOf(made: Project): ReadonlySet<string> {
  return new Set(everyKind.flatMap((kind) => [...made.records(kind).keys()]));
}
