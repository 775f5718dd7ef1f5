import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { filesCollector } from "../../../src/collect/files/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import { EntitlintError } from "../../../src/errors.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { type PlainSource, plainSource } from "../plain-source.ts";

export const now = new Date("2026-11-22T08:00:00Z");

/** A folder of its own with these files, removed when the test is done. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "entitlint-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Collects the source `hr` whose keys beside the common ones are given as YAML, from a folder. */
export async function collectIn(folder: string, keys: string, common = ""): Promise<PlainSource> {
  const head = "version: 1\nsources:\n  hr:\n    collector: files\n    role: authoritative-identity\n";
  const dated = keys.includes("exportedAt") ? "" : "    exportedAt: {from: value, value: 2026-11-21T03:00:00Z}\n";
  const body = keys.replace(/^/gm, "    ");
  const text = `${head}${common}${dated}${body}\n`;
  const [source] = parseConfig(readYaml(text, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!source) throw new Error("no source");
  const given = collectContext(source, { tree: worktree(folder), folder }, { now, env: {} });
  return plainSource(await filesCollector.collect(given, source.options));
}

export async function collectFrom(
  files: Readonly<Record<string, string | Uint8Array>>,
  keys: string,
  common = "",
): Promise<PlainSource> {
  return await collectIn(await folderOf(files), keys, common);
}

/** The problems of an expected failure, each as `code file:line: message`. */
export async function failureOf(run: Promise<unknown>): Promise<string[]> {
  try {
    await run;
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    return error.problems.map(({ code, message, place }) => {
      const where = [place?.file, place?.line].filter((part) => part !== undefined).join(":");
      return `${code} ${where}: ${message}`;
    });
  }
  return [];
}

/** The records without their places. */
export function plain({ records }: PlainSource) {
  return records.map(({ record }) => record);
}
