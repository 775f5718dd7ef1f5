import { cacheDirectory } from "../../compile/index.ts";
import type { Rule } from "../../model/rule.ts";
import { loadRules, loadShippedPack, packSources, type UserFolders } from "../../pack/index.ts";
import type { CommandContext } from "../context.ts";

/** The rules by what they say of themselves: the shipped ones, and those of the user's folders. Nothing is compiled. */
export async function rulesOf(user: UserFolders, { env }: Pick<CommandContext, "env">): Promise<readonly Rule[]> {
  if (user.folders.length === 0) return (await loadShippedPack()).rules;
  return await loadRules(await packSources(user), { cacheDir: cacheDirectory(env) });
}
