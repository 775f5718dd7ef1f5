import { readAccess } from "../../../access/load-access.ts";
import { composeAccess } from "../../../access/whose-word.ts";
import type { LoadedConfig } from "../../../config/load-config.ts";
import type { AccessState } from "../../../model/access.ts";
import type { SettingsFile } from "../../../model/compared.ts";
import { worktree } from "../../../repository/worktree.ts";
import type { CommandContext } from "../../context.ts";
import { type OpenRules, openRules } from "../../estate/open-rules.ts";
import { rulebook } from "../make-report.ts";
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
    const rules = await openRules(loaded, context, loaded.tree);
    const { state } = await readAccess(loaded.tree, loaded.config.access);
    return settingsOf(loaded, rules, state, run);
  });
}

/** What the pull request decides: for a base that has no config, and so decides nothing. */
export async function headSettings(
  loaded: LoadedConfig,
  decisions: AccessState,
  run: RunOptions,
  context: CommandContext,
): Promise<Settings> {
  return settingsOf(loaded, await headRules(loaded, context), decisions, run);
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
  const rules = isOtherPack ? await headRules(loaded, context) : base.rules;
  // Of a folder that the config does not name any more nothing holds.
  const isMoved = !isSameFolder(loaded, base.loaded);
  const decisions = composeAccess((kind) => (isMoved || changed.has(kind) ? head.access : base.decisions));
  return settingsOf(loaded, rules, decisions, run);
}

/** Policies of the work tree. A tree follows no link out of the repository, which a folder that is just read would. */
function headRules(loaded: LoadedConfig, context: CommandContext): Promise<OpenRules> {
  return openRules(loaded, context, worktree(loaded.folder));
}

function settingsOf(loaded: LoadedConfig, rules: OpenRules, decisions: AccessState, run: RunOptions): Settings {
  return { loaded, rules: rulebook(rules, { loaded, ...run }), decisions };
}
