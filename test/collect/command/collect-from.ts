import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { commandCollector } from "../../../src/collect/command/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import type { Log } from "../../../src/log.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { type PlainSource, plainSource } from "../plain-source.ts";

export interface Ran {
  readonly source: PlainSource;
  /** What it wrote to standard error, as it is passed on. */
  readonly told: readonly string[];
  readonly folder: string;
}

export interface RunOptions {
  /** Further keys of the source, as YAML. */
  readonly keys?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a JavaScript program as the source `app`. */
export async function runScript(script: string, { keys = "", env = {} }: RunOptions = {}): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-command-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "program.mjs"), script);
  return await runIn(folder, `    run: [${JSON.stringify(process.execPath)}, program.mjs]\n${keys}`, env);
}

export async function runIn(folder: string, keys: string, env: RunOptions["env"] = {}): Promise<Ran> {
  const text = `version: 1\nsources:\n  app:\n    collector: command\n    role: application\n${keys}`;
  const [source] = parseConfig(readYaml(text, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!source) throw new Error("no source");
  const told: string[] = [];
  const log: Log = { info: (line) => told.push(line), warn: () => {}, error: () => {} };
  const now = new Date("2026-11-22T08:00:00Z");
  const context = collectContext(source, { tree: worktree(folder), folder }, { now, env, log });
  return { source: plainSource(await commandCollector.collect(context, source.options)), told, folder };
}

/** A program that writes these lines and ends. */
export function writes(...lines: readonly (object | string)[]): string {
  const text = lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
  return `process.stdout.write(${JSON.stringify(text)});\n`;
}

export const start = { type: "start", version: 1 };
export const kind = { type: "kind", kind: "account", completeness: "full", fields: ["status", "userName"], total: 2 };
export const account = (id: string, fields: object = {}) => ({
  ...{ type: "record", kind: "account", id },
  fields: { kind: "human", status: "active", userName: id, ...fields },
});
export const end = { type: "end", counts: { account: 2 } };
export const good = [start, account("ana"), account("ben"), kind, end];
