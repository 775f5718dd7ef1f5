import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { postgresCollector } from "../../../src/collect/postgres/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import type { Log } from "../../../src/log.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { type PlainSource, plainSource } from "../plain-source.ts";

/** The options of a source that is called `pg`, as the config's own reading leaves them. */
export function sourceOf(keys: Readonly<Record<string, unknown>>) {
  const source = { collector: "postgres", role: "application", user: "reader", ...keys };
  const text = `version: 1\nsources:\n  pg: ${JSON.stringify(source)}\n`;
  const [parsed] = parseConfig(readYaml(text, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!parsed) throw new Error("no source");
  return parsed;
}

/** Reads a server of this machine, in the clear. */
export async function collectFrom(
  port: number,
  keys: Readonly<Record<string, unknown>> = {},
): Promise<PlainSource & { readonly pages: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-postgres-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = sourceOf({ host: "127.0.0.1", port, tls: "disable", ...keys });
  const pages: number[] = [];
  const progress = { page: (records: number) => pages.push(records), wait: () => {} };
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  const world = { now: new Date("2026-11-22T08:00:00Z"), env: {}, progress, log };
  const context = collectContext(source, { tree: worktree(folder), folder }, world);
  return { ...plainSource(await postgresCollector.collect(context, source.options)), pages };
}
