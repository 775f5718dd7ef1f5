import { stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { collectors } from "../collect/registry.ts";
import { EntitlintError } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { gitRoot } from "../repository/git-root.ts";
import { worktree } from "../repository/worktree.ts";
import type { Config } from "./config.ts";
import { readConfig } from "./read-config.ts";
import type { CollectorOptions } from "./read-source.ts";

export const configFileName = "entitlint.yaml";

/** A config and the folder that all its paths start from. */
export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the folder that holds the config. */
  readonly folder: string;
  readonly tree: FileTree;
}

/** Where a config was asked for: the working directory, and the path given with `--config`, if any. */
export interface ConfigRequest {
  readonly cwd: string;
  readonly config?: string | undefined;
}

/** Finds and reads the config in the work tree. */
export async function loadConfig(request: ConfigRequest): Promise<LoadedConfig> {
  const path = await findConfig(request);
  const folder = dirname(path);
  const tree = worktree(folder);
  return { config: await readConfig(tree, basename(path), collectorOptions()), folder, tree };
}

/**
 * The absolute path of the config: the one asked for, else the nearest `entitlint.yaml` from the working directory up to
 * the root of its Git repository. Outside of a repository only the working directory itself is looked at.
 */
export async function findConfig(request: ConfigRequest): Promise<string> {
  const { cwd, config } = request;
  if (config !== undefined) return resolve(cwd, config);
  const from = resolve(cwd);
  const top = (await gitRoot(from)) ?? from;
  for (const path of placesOfConfig(request, top)) if (await exists(path)) return path;
  throw new EntitlintError({
    code: "config/not-found",
    message: `there is no ${configFileName} in ${from}${top === from ? "" : ` nor above it up to ${top}`}`,
    next: "Write one with `entitlint init`, or name one with --config.",
  });
}

/** Absolute paths at which a config is looked for, in this order; `top` is the last folder that is looked in. */
export function placesOfConfig({ cwd, config }: ConfigRequest, top: string): string[] {
  if (config !== undefined) return [resolve(cwd, config)];
  const places: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    places.push(join(folder, configFileName));
    if (folder === top || dirname(folder) === folder) return places;
  }
}

/** The options schema of each collector in this build. */
export function collectorOptions(): CollectorOptions {
  return new Map(collectors.map(({ name, options }) => [name, options]));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
