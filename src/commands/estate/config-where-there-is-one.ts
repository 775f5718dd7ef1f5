import { type LoadedConfig, loadConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import type { CommandContext } from "../context.ts";

/** The config, for commands that look at a snapshot and can do without: undefined where there is none. */
export async function configWhereThereIsOne(
  config: string | undefined,
  { cwd }: Pick<CommandContext, "cwd">,
): Promise<LoadedConfig | undefined> {
  return await loadConfig({ cwd, config }).catch((error: unknown) => {
    if (error instanceof EntitlintError && error.problems[0].code === "config/not-found") return undefined;
    throw error;
  });
}
