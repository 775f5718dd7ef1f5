import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ran, runTool, shortPatience } from "../../faults/run-tool.ts";
import { type FakeOptions, fakeGithub, startFake } from "../../servers/github/fake.ts";
import type { FakeState } from "../../servers/github/state.ts";

export const token = "ghp_example_of_no_use_0123456789";

/** What a collection left: the records of each kind by id, and what the manifest says of the kinds. */
export interface Collected extends Ran {
  readonly folder: string;
  readonly records: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  readonly kinds: Readonly<Record<string, { completeness: string; warnings?: string[]; fieldsRead: string[] }>>;
  readonly failure: { code: string } | undefined;
}

export interface CollectOptions extends FakeOptions {
  readonly folder?: string;
  readonly config?: Record<string, unknown>;
  readonly env?: Record<string, string>;
  readonly prefix?: string;
}

/** Runs the built tool's `collect` against a fake of this state and reads what it wrote. */
export async function collectOrganization(state: FakeState, options: CollectOptions = {}): Promise<Collected> {
  const { folder = mkdtempSync(join(tmpdir(), "entitlint-github-")), config = {}, prefix = "" } = options;
  const { base, stop } = await startFake(fakeGithub(state, { token, ...options }));
  const source = {
    ...{ collector: "github", role: "application", tenant: "acme", organization: "acme", baseUrl: `${base}${prefix}` },
    ...{ auth: { token: "env:GITHUB_TOKEN" }, employeeAttribute: "employeeNumber", maxWait: "PT5S", ...config },
  };
  writeFileSync(join(folder, "entitlint.yaml"), JSON.stringify({ version: 1, sources: { github: source } }));
  const env = { GITHUB_TOKEN: token, ...options.env };
  const ran = await runTool(folder, ["collect"], { env, patience: shortPatience }).finally(stop);
  return { ...ran, folder, ...readSnapshot(folder) };
}

function readSnapshot(folder: string): Pick<Collected, "records" | "kinds" | "failure"> {
  const lines = (path: string) => readFileSync(path, "utf8").split("\n").filter(Boolean);
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "snapshots/manifest.json"), "utf8"));
    const records: Record<string, Record<string, Record<string, unknown>>> = {};
    for (const file of readdirSync(join(folder, "snapshots/github")).toSorted()) {
      const parsed = lines(join(folder, "snapshots/github", file)).map((line) => JSON.parse(line));
      records[file.replace(".ndjson", "")] = Object.fromEntries(parsed.map((record) => [record.id, record]));
    }
    return { records, kinds: manifest.sources.github.kinds, failure: manifest.failures?.github };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { records: {}, kinds: {}, failure: undefined };
    throw error;
  }
}

/** What of each kind is called. */
export function completenessOf({ kinds }: Collected): Record<string, string> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, { completeness }]) => [kind, completeness]));
}

/** Grants as `who -> what`, by the names that a reader of GitHub knows them by. */
export function accessOf({ records }: Collected): string[] {
  const { account = {}, group = {}, entitlement = {}, grant = {} } = records;
  const nameOf = (id: string) =>
    String(account[id]?.userName ?? group[id]?.name ?? id.replace(/^[a-z]+:github\/acme\//u, ""));
  return Object.values(grant)
    .map(({ principal, entitlement: id }) => {
      const granted = entitlement[String(id)];
      return `${nameOf(String(principal))} -> ${granted?.kind}/${granted?.name}`;
    })
    .toSorted();
}
