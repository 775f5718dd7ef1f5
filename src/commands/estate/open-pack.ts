import { cacheDirectory } from "../../compile/index.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { loadPack, type Pack } from "../../pack/index.ts";
import type { CommandContext } from "../context.ts";

/** The rules to judge by: the shipped ones, and the user's where the config names folders of them. */
export function openPack({ config, folder }: LoadedConfig, { env }: CommandContext): Promise<Pack> {
  const folders = config.policies.map((entry) => entry.folder);
  return loadPack({ base: folder, folders }, { cacheDir: cacheDirectory(env) });
}
