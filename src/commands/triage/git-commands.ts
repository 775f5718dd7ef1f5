import { spawn } from "node:child_process";
import { EntitlintError } from "../../errors.ts";
import { endOf } from "../../repository/git.ts";

/** A word of a command as every shell takes it. */
function quoted(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What somebody types to commit files and to open a pull request. */
export function commandsFor(files: readonly string[], message: string, branch: string, isCommitted: boolean): string[] {
  const paths = files.map(quoted).join(" ");
  return [
    ...(isCommitted
      ? []
      : [`git switch -c ${quoted(branch)}`, `git add ${paths}`, `git commit -m ${quoted(message)} -- ${paths}`]),
    `git push -u origin ${isCommitted ? `HEAD:${quoted(branch)}` : "HEAD"}`,
    `gh pr create --fill${isCommitted ? ` --head ${quoted(branch)}` : ""}`,
  ];
}

/** Commits the files and nothing else that may be staged; hooks run as they do for a person. @throws EntitlintError where git refuses */
export async function commitFiles(
  folder: string,
  files: readonly string[],
  message: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  await git(folder, ["add", "--", ...files], env);
  await git(folder, ["commit", "-q", "-m", message, "--", ...files], env);
  return (await git(folder, ["rev-parse", "--short", "HEAD"], env)).trim();
}

/** Git as a person's own: with their hooks and settings, unlike what only reads a repository. */
async function git(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const child = spawn("git", args, { cwd: folder, env: { ...env, GIT_TERMINAL_PROMPT: "0" } });
  const refused = (said: string) =>
    new EntitlintError({
      code: "repository/git-failed",
      message: `git could not ${args[0]}: ${said || "it said nothing"}`,
      next: "The files are written; commit them by hand.",
    });
  const ended = await endOf(child, folder).catch((error: unknown) => {
    throw refused(error instanceof Error ? error.message : String(error));
  });
  if (ended.status !== 0) throw refused(ended.stderr);
  return ended.stdout.toString();
}
