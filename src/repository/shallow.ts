import { type GitEnvironment, runGit } from "./git.ts";

/** Whether the history of a clone is cut off, so that what is older was not fetched. */
export async function isShallow(root: string, env: GitEnvironment): Promise<boolean> {
  const { stdout } = await runGit(root, ["rev-parse", "--is-shallow-repository"], env);
  return stdout.toString("utf8").trim() === "true";
}
