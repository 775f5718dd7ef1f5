import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everything, extent, sampleOf } from "../everything.ts";
import { type Fault, type FaultEndpoint, faults, hostileName } from "./fault-kinds.ts";
import { certificates, type FaultServer, startFaultServer, type Upstream } from "./fault-server.ts";
import { runTool, type Standing, standingOf } from "./run-tool.ts";

export type { FaultEndpoint } from "./fault-kinds.ts";
export type { Upstream } from "./fault-server.ts";

/** What a collector's test hands in. The config's only source is called `source`. */
export interface FaultTable {
  readonly collector: string;
  /** Something that answers as the real system does: a listener, or the http address of a server that runs. */
  readonly start: () => Upstream | Promise<Upstream>;
  /** entitlint.yaml for an API at this address; `ca.pem` lies beside it. Its only source is called `source`. */
  readonly config: (base: string) => string;
  readonly endpoints: readonly FaultEndpoint[];
  readonly env?: Readonly<Record<string, string>>;
  /** Texts that may stand in no output and no snapshot. */
  readonly secrets?: readonly string[];
}

/** A row of test/faults/<collector>.json, which the docs are made of. */
export interface FaultRow {
  readonly collector: string;
  readonly fault: string;
  readonly endpoint: string;
  /** Records by kind that the snapshot holds afterwards. */
  readonly kept: Readonly<Record<string, number>>;
  /** What the manifest says of each kind, or that the whole source failed. */
  readonly completeness: Readonly<Record<string, string>> | "source failed";
  readonly exitCode: number;
}

const isUpdate = process.env.ENTITLINT_UPDATE === "1";
const whole = new Set(["full", "scoped", "asserted"]);

/**
 * Registers one test for each fault and endpoint: over a good snapshot, the built tool collects from a server that
 * injects the fault. What has to hold of all of them is asserted; what came of each is compared with
 * test/faults/<collector>.json, which ENTITLINT_UPDATE=1 writes again.
 */
export function faultTable(table: FaultTable): void {
  const file = join(import.meta.dirname, `${table.collector}.json`);
  const rows: FaultRow[] = [];
  const cases = casesOf(table.endpoints);
  const state = { folder: "", upstream: undefined as Upstream | undefined };

  describe(`${table.collector} and faults of HTTP (${extent})`, () => {
    beforeAll(async () => {
      state.folder = mkdtempSync(join(tmpdir(), "entitlint-faults-"));
      state.upstream = await table.start();
      const good = join(state.folder, "good");
      cpSync(certificates, good, { recursive: true, filter: (path) => !path.endsWith(".key") });
      const server = await startFaultServer({ upstream: state.upstream });
      const { code, stderr } = await collectFrom(server, good, table);
      await server.stop();
      if (code !== 0) throw new Error(`the faultless collection ended with ${code}: ${stderr}`);
    });

    afterAll(() => {
      rmSync(state.folder, { recursive: true, force: true });
      if (isUpdate) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
    });

    const tried = cases.filter(({ fault, endpoint }) => {
      const spared = endpoint?.isOneMore || (fault.isSlow && endpoint !== table.endpoints[0]);
      return !spared || everything || isUpdate;
    });
    test.each(isUpdate ? tried : sampleOf(tried, 6))("$fault.name at $at", async ({ fault, endpoint, at }) => {
      if (state.upstream === undefined) throw new Error("no upstream");
      const folder = join(state.folder, `${at} ${fault.name}`.replaceAll(/\W+/gu, "-"));
      cpSync(join(state.folder, "good"), folder, { recursive: true });
      const before = standingOf(folder, "source");
      const server = await startFaultServer({
        upstream: state.upstream,
        certificate: fault.certificate,
        hits: ({ pathname, search }) => endpoint?.matches.test(pathname + search) ?? true,
        ...(fault.inject && { inject: (exchange) => fault.inject?.(exchange, endpoint) ?? Promise.resolve() }),
      });
      const { code, stdout, stderr } = await collectFrom(server, folder, table).finally(() => server.stop());
      const after = standingOf(folder, "source");

      expect(server.injected, "the fault was injected").not.toEqual([]);
      expect(server.astray, "nothing was sent elsewhere").toEqual([]);
      expect(shrunk(before, after), "kinds that shrank").toEqual([]);
      expectOutcome(fault, endpoint, { before, after, code, stderr });
      expectSilence(stdout + stderr, table.secrets ?? []);
      const row: FaultRow = {
        ...{ collector: table.collector, fault: fault.name, endpoint: at, kept: after.kept },
        completeness: after.failed ? "source failed" : after.completeness,
        exitCode: code,
      };
      rows.push(row);
      if (!isUpdate)
        expect(row).toEqual(committedIn(file).find((one) => one.fault === row.fault && one.endpoint === at));
    });

    test.skipIf(isUpdate)("every row that is committed is tried", () => {
      const names = (list: readonly string[]) => list.toSorted();
      expect(names(committedIn(file).map((row) => `${row.fault} at ${row.endpoint}`))).toEqual(
        names(cases.map(({ fault, at }) => `${fault.name} at ${at}`)),
      );
    });
  });
}

interface Case {
  readonly fault: Fault;
  readonly endpoint: FaultEndpoint | undefined;
  readonly at: string;
}

function casesOf(endpoints: readonly FaultEndpoint[]): Case[] {
  return faults.flatMap((fault): Case[] => {
    if (fault.scope === "everything") return [{ fault, endpoint: undefined, at: "everything" }];
    const fitting = endpoints.filter((endpoint) => fits(fault, endpoint));
    return fitting.map((endpoint) => ({ fault, endpoint, at: endpoint.name }));
  });
}

function fits({ needs }: Fault, endpoint: FaultEndpoint): boolean {
  if (needs === undefined) return true;
  return needs === "body" ? endpoint.bodyIgnored !== true : Boolean(endpoint[needs]);
}

async function collectFrom(server: FaultServer, folder: string, { config, env }: FaultTable) {
  writeFileSync(join(folder, "entitlint.yaml"), config(server.base));
  return await runTool(folder, ["collect"], { ...(env && { env }) });
}

function shrunk(before: Standing, after: Standing): string[] {
  return Object.keys(before.kept).filter((kind) => (after.kept[kind] ?? 0) < (before.kept[kind] ?? 0));
}

function expectOutcome(
  { outcome }: Fault,
  endpoint: FaultEndpoint | undefined,
  { before, after, code, stderr }: { before: Standing; after: Standing; code: number; stderr: string },
): void {
  const hit = endpoint?.kinds ?? Object.keys(before.kept);
  const stillWhole = hit.filter((kind) => whole.has(after.completeness[kind] ?? ""));
  if (outcome === "recovers") {
    expect({ ...after, code, stderr }).toMatchObject({ ...before, code: 0 });
  } else if (outcome === "fails") {
    expect(code, stderr).toBe(2);
    // Where the credentials end on the way, what was read before may be whole.
    const lost = endpoint ? stillWhole.length === 0 : stillWhole.length < hit.length;
    expect(after.failed || lost, `called whole: ${stillWhole.join(", ")}`).toBe(true);
  } else if (code !== 0) {
    expect(code, stderr).toBe(2);
    expect(after.failed || stillWhole.length < hit.length).toBe(true);
  } else expect(after.kept).toEqual(before.kept);
}

/** Nothing that acts on a terminal, and no secret, is ever printed. */
function expectSilence(output: string, secrets: readonly string[]): void {
  for (const character of ["\0", "\u001b", "\u202e", "\u2028"]) expect(output).not.toContain(character);
  expect(output).not.toContain(hostileName);
  for (const secret of secrets)
    for (const form of [secret, Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")])
      expect(output).not.toContain(form);
}

function committedIn(file: string): FaultRow[] {
  if (!existsSync(file)) throw new Error(`${file} is missing; write it with ENTITLINT_UPDATE=1`);
  const rows: FaultRow[] = JSON.parse(readFileSync(file, "utf8"));
  return rows;
}
