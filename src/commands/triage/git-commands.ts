import { spawn } from "node:child_process";
import { EntitlintError } from "../../errors.ts";

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

function git(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn("git", args, {
      cwd: folder,
      env: { ...env, GIT_TERMINAL_PROMPT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const wrong: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => wrong.push(chunk));
    const refused = (said: string) =>
      failed(
        new EntitlintError({
          code: "repository/git-failed",
          message: `git could not ${args[0]}: ${said || "it said nothing"}`,
          next: "The files are written; commit them by hand.",
        }),
      );
    child.on("error", (error) => refused(error.message));
    child.on("close", (code) =>
      code === 0 ? done(Buffer.concat(out).toString()) : refused(Buffer.concat(wrong).toString().trim()),
    );
  });
}
