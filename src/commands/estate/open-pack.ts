import { cacheDirectory } from "../../compile/index.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import type { FileTree } from "../../model/file-tree.ts";
import { loadPack, type Pack } from "../../pack/index.ts";
import type { CommandContext } from "../context.ts";

/**
 * The rules to judge by: the shipped ones, and the user's where the config names folders of them. Those are read on disk,
 * or in the tree that is given.
 */
export function openPack(
  { config, folder }: Pick<LoadedConfig, "config" | "folder">,
  { env }: CommandContext,
  tree?: FileTree,
): Promise<Pack> {
  const folders = config.policies.map((entry) => entry.folder);
  return loadPack({ base: folder, folders, tree }, { cacheDir: cacheDirectory(env) });
}
