import { dirname } from "node:path";
import { ConfigError } from "../../config/config-error.ts";
import { findConfig, type LoadedConfig, loadConfig } from "../../config/load-config.ts";
import { EntitlintError, type Problem } from "../../errors.ts";
import type { CommandContext, CommonOptions } from "../context.ts";
import { rulesOf } from "./rules-of.ts";
import { settleRules } from "./settle-rules.ts";

/**
 * Reads the config for a command that judges by rules. Of a broken one it also tells what it says of rules that do not
 * exist, which otherwise would show only once the rest is mended.
 */
export async function openConfig(
  { config }: Pick<Partial<CommonOptions>, "config">,
  context: CommandContext,
): Promise<LoadedConfig> {
  const request = { cwd: context.cwd, config };
  try {
    return await loadConfig(request);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const folder = dirname(await findConfig(request));
    throw new EntitlintError([...error.problems, ...(await wrongRules(error, folder, context))], { cause: error });
  }
}

async function wrongRules({ readable }: ConfigError, base: string, context: CommandContext): Promise<Problem[]> {
  if (readable.rules.length === 0) return [];
  try {
    settleRules(await rulesOf({ base, folders: readable.policies }, context), readable);
    return [];
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    // What is wrong with policies themselves is of another input, and waits until the folders are sure.
    return error.problems.filter(({ code }) => code.startsWith("config/"));
  }
}
