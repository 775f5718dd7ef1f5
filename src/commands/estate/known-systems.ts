import { basename } from "node:path";
import type { LoadedConfig } from "../../config/load-config.ts";
import { escapeGlob } from "../../repository/subtree.ts";

/** What access files themselves are counted under: machines of the registry, and people whom Git alone knows. */
const ofFiles = ["access", "people"];

/** Systems that settings of rules can name: those that sources read, and applications that access files declare. */
export async function knownSystems({ config, tree }: Pick<LoadedConfig, "config" | "tree">): Promise<Set<string>> {
  const declared = await tree.list([`${escapeGlob(config.access)}/apps/*.yaml`]);
  const observed = config.sources.map(({ system }) => system);
  return new Set([...observed, ...declared.map((path) => basename(path, ".yaml")), ...ofFiles]);
}
