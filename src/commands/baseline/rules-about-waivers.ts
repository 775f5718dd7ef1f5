import type { LoadedConfig } from "../../config/load-config.ts";
import type { CommandContext } from "../context.ts";
import { openPack } from "../estate/open-pack.ts";

/** The rules that judge waivers, by id: what they find cannot be put off. */
export async function rulesAboutWaivers(loaded: LoadedConfig, context: CommandContext): Promise<ReadonlySet<string>> {
  const { rules } = await openPack(loaded, context);
  return new Set(rules.filter(({ scope }) => scope === "waiver").map(({ id }) => id));
}
