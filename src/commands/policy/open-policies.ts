import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { type CompileOptions, cacheDirectory } from "../../compile/index.ts";
import { loadConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import { type PackSources, type PolicyFolder, packageRoot, packSources } from "../../pack/index.ts";
import type { CommandContext, CommonOptions } from "../context.ts";

/** The policies that a command works on. */
export interface OpenPolicies {
  readonly sources: PackSources;
  /** The folders whose rules are the caller's: those the config names, else the shipped ones. */
  readonly own: readonly PolicyFolder[];
  /** The first folder a new rule can go to, absolute; undefined where the shipped ones belong to an installed package. */
  readonly writable: { readonly folder: string; readonly shipped: boolean } | undefined;
  readonly options: CompileOptions;
  /** Where a file lies on disk, by its path in messages. */
  fileOf(path: string): string;
}

/**
 * Reads the shipped policies and those of the nearest config, if there is one. For the first rule, `makesFolder` makes the
 * folder that the config names; otherwise one that is missing is an error.
 */
export async function openPolicies(
  options: CommonOptions,
  context: CommandContext,
  { makesFolder = false }: { readonly makesFolder?: boolean } = {},
): Promise<OpenPolicies> {
  const user = await userFolders(options, context);
  const [made] = makesFolder ? user.folders : [];
  // Where it cannot be made, reading it says why.
  if (made !== undefined) await mkdir(resolve(user.base, made), { recursive: true }).catch(() => undefined);
  const sources = await packSources(user);
  const [shipped, ...users] = sources.folders;
  const own = users.length > 0 ? users : shipped ? [shipped] : [];
  const root = packageRoot();
  const [first] = user.folders;
  const inProject = existsSync(join(root, "src")) && !relative(root, resolve(context.cwd)).startsWith("..");
  return {
    sources,
    own,
    writable:
      first !== undefined
        ? { folder: resolve(user.base, first), shipped: false }
        : inProject
          ? { folder: join(root, "policies"), shipped: true }
          : undefined,
    options: { cacheDir: cacheDirectory(context.env) },
    fileOf: (path) => (users.length > 0 ? resolve(user.base, path) : join(root, "policies", path)),
  };
}

async function userFolders(
  options: CommonOptions,
  { cwd }: CommandContext,
): Promise<{ base: string; folders: string[] }> {
  try {
    const { config, folder } = await loadConfig({ cwd, config: options.config });
    return { base: folder, folders: config.policies.map((entry) => entry.folder) };
  } catch (error) {
    const none = error instanceof EntitlintError && error.problems[0].code === "config/not-found";
    if (!none) throw error;
    return { base: resolve(cwd), folders: [] };
  }
}
