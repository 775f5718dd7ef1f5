import { EntitlintError } from "../../../errors.ts";
import { gitRoot } from "../../../repository/git-root.ts";
import { isShallow } from "../../../repository/shallow.ts";
import type { CommandContext } from "../../context.ts";

/** The root of the repository. @throws EntitlintError outside of one, and where its history was not fetched as a whole */
export async function wholeHistory(folder: string, { env }: Pick<CommandContext, "env">): Promise<string> {
  const root = await gitRoot(folder);
  if (root === undefined)
    throw new EntitlintError({
      code: "repository/not-a-repository",
      message: `${folder} is not inside a Git repository, so there is no history of snapshots.`,
      next: "Run the command in a clone of the repository that snapshots are committed to.",
    });
  if (await isShallow(root, env))
    throw new EntitlintError({
      code: "repository/shallow",
      message: "this clone is shallow: snapshots that were not fetched would look as though there had been none.",
      next: "Set `fetch-depth: 0` for actions/checkout (`GIT_DEPTH: 0` on GitLab), or run `git fetch --unshallow`.",
    });
  return root;
}
