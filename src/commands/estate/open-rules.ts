import type { LoadedConfig } from "../../config/load-config.ts";
import type { FileTree } from "../../model/file-tree.ts";
import type { Rule } from "../../model/rule.ts";
import type { Pack } from "../../pack/index.ts";
import type { CommandContext } from "../context.ts";
import { knownSystems } from "./known-systems.ts";
import { openPack } from "./open-pack.ts";
import { type SettledRules, settleRules } from "./settle-rules.ts";

/** Compiled rules as a config sets them. */
export interface OpenRules extends SettledRules {
  readonly pack: Pack;
  /** Systems that settings of rules can name. */
  readonly systems: ReadonlySet<string>;
  /** Those that are not switched off. */
  readonly rules: readonly Rule[];
}

/** The rules that a config names, compiled, with its settings; its own are read on disk, or in the tree that is given. */
export async function openRules(loaded: LoadedConfig, context: CommandContext, tree?: FileTree): Promise<OpenRules> {
  const pack = await openPack(loaded, context, tree);
  const systems = await knownSystems(loaded);
  const settled = settleRules(pack.rules, loaded.config, systems);
  return {
    pack,
    systems,
    ...settled,
    rules: [...settled.judged.values()].filter(({ off }) => !off).map(({ rule }) => rule),
  };
}
