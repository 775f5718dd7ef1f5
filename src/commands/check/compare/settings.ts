import { readAccess } from "../../../access/load-access.ts";
import { composeAccess } from "../../../access/whose-word.ts";
import type { LoadedConfig } from "../../../config/load-config.ts";
import type { AccessState } from "../../../model/access.ts";
import type { SettingsFile } from "../../../model/compared.ts";
import type { Pack } from "../../../pack/index.ts";
import { worktree } from "../../../repository/worktree.ts";
import type { CommandContext } from "../../context.ts";
import { openPack } from "../../estate/open-pack.ts";
import { settleRules } from "../../estate/settle-rules.ts";
import type { ReadOptions } from "../options.ts";
import { atBase, type BaseSide } from "./base-side.ts";
import { isSameFolder } from "./declared-sides.ts";
import type { Settings } from "./judging.ts";

/** How rules are run, and the gate that the command line asks for: it belongs to whoever starts the check. */
export type RunOptions = Omit<ReadOptions, "markdownSize">;

/** What the base decides. Of access files that are broken there, what could be read counts. */
export async function baseSettings(
  side: BaseSide,
  loaded: LoadedConfig,
  run: RunOptions,
  context: CommandContext,
): Promise<Settings> {
  return await atBase(side.base, async () => {
    const pack = await openPack(loaded, context, loaded.tree);
    const { state } = await readAccess(loaded.tree, loaded.config.access);
    return settingsOf(loaded, pack, state, run);
  });
}

/** What the pull request decides: for a base that has no config, and so decides nothing. */
export async function headSettings(
  loaded: LoadedConfig,
  decisions: AccessState,
  run: RunOptions,
  context: CommandContext,
): Promise<Settings> {
  return settingsOf(loaded, await headPack(loaded, context), decisions, run);
}

/**
 * What would be decided once the pull request is merged: its own word on whatever it changes, and the base's on the rest,
 * which may have gone on since.
 */
export async function mergedSettings(
  base: Settings,
  head: { readonly loaded: LoadedConfig; readonly access: AccessState },
  files: readonly SettingsFile[],
  { run, context }: { readonly run: RunOptions; readonly context: CommandContext },
): Promise<Settings> {
  const changed = new Set(files.map(({ part }) => part));
  const loaded = changed.has("config") ? head.loaded : base.loaded;
  const isOtherPack = changed.has("config") || changed.has("policies");
  const pack = isOtherPack ? await headPack(loaded, context) : base.rules.pack;
  // Of a folder that the config does not name any more nothing holds.
  const isMoved = !isSameFolder(loaded, base.loaded);
  const decisions = composeAccess((kind) => (isMoved || changed.has(kind) ? head.access : base.decisions));
  return settingsOf(loaded, pack, decisions, run);
}

/** Policies of the work tree. A tree follows no link out of the repository, which a folder that is just read would. */
function headPack(loaded: LoadedConfig, context: CommandContext): Promise<Pack> {
  return openPack(loaded, context, worktree(loaded.folder));
}

function settingsOf(
  loaded: LoadedConfig,
  pack: Pack,
  decisions: AccessState,
  { failOn, ...run }: RunOptions,
): Settings {
  const rules = { pack, ...settleRules(pack.rules, loaded.config), failOn: failOn ?? loaded.config.failOn, run };
  return { loaded, rules, decisions };
}
