import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { runTool } from "../../faults/run-tool.ts";
import { auditorPassword, logins } from "./seed.ts";
import type { RunningPostgres } from "./start.ts";

export const environment = { PG_PASSWORD: auditorPassword };

/** Options of a source over the server, as YAML in flow style; what is given replaces or adds. */
export function source(server: Pick<RunningPostgres, "port">, more: Readonly<Record<string, unknown>> = {}): string {
  const options = {
    ...{ collector: "postgres", role: "application", host: "127.0.0.1", port: server.port, user: "auditor" },
    ...{ password: "env:PG_PASSWORD", tls: "verify-full", ca: "ca.pem", logins },
    ...more,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)));
}

export interface Project {
  readonly folder: string;
  readonly write: (path: string, text: string) => void;
  /** Runs `collect`, or what is given, by the built program. */
  readonly run: (args?: readonly string[], env?: Readonly<Record<string, string>>) => ReturnType<typeof runTool>;
  /** Records of one kind of the snapshot, by id. */
  readonly records: (kind: string) => ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly manifest: () => unknown;
  /** Everything that lies in the snapshot, as one text. */
  readonly snapshot: () => string;
}

/** A folder with a config of these sources (name to YAML), gone after the test. */
export function project(server: Pick<RunningPostgres, "ca">, sources: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-pg-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const lines = Object.entries(sources).map(([name, yaml]) => `  ${name}: ${yaml}\n`);
  write("entitlint.yaml", `version: 1\nsources:\n${lines.join("")}`);
  write("ca.pem", readFileSync(server.ca, "utf8"));
  const snapshots = join(folder, "snapshots");
  return {
    ...{ folder, write },
    run: (args = ["collect"], env = environment) => runTool(folder, args, { env }),
    records: (kind) => {
      const texts = filesIn(join(snapshots, "pg")).filter(({ path }) =>
        new RegExp(`/${kind}(?:/|\\.ndjson)`).test(path),
      );
      const rows = texts.flatMap(({ text }) => text.split("\n").filter(Boolean));
      return new Map(rows.map((row) => JSON.parse(row)).map((record) => [record.id, record]));
    },
    manifest: () => JSON.parse(readFileSync(join(snapshots, "manifest.json"), "utf8")),
    snapshot: () =>
      filesIn(snapshots)
        .map(({ text }) => text)
        .join("\n"),
  };
}

function filesIn(folder: string): { path: string; text: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}
