import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { devNull } from "node:os";
import { EntitlintError } from "../errors.ts";

/** The environment that git runs in; it needs PATH, and HOME for its own settings. */
export type GitEnvironment = Readonly<Record<string, string | undefined>>;

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Nothing that lies in the repository may run: no hook, no monitor, and no settings of a bare repository that somebody has
 * committed as a folder. Only plumbing is called, which knows neither filters nor external diffs.
 */
const runsNothing = ["core.fsmonitor=false", `core.hooksPath=${devNull}`, "safe.bareRepository=explicit"];

/** Starts git in a folder, without a shell. Messages are in English, so that they read the same everywhere. */
export function startGit(folder: string, args: readonly string[], env: GitEnvironment): ChildProcessWithoutNullStreams {
  return spawn("git", ["--no-pager", ...runsNothing.flatMap((setting) => ["-c", setting]), ...args], {
    cwd: folder,
    env: { ...env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

/** Runs git to its end and gives what it wrote; only a git that cannot be started at all is an error here. */
export function runGit(folder: string, args: readonly string[], env: GitEnvironment): Promise<GitResult> {
  return endOf(startGit(folder, args, env), folder);
}

/** What a git that has been started writes until it ends, given nothing to read; only one that did not start is an error here. */
export function endOf(child: ChildProcessWithoutNullStreams, folder: string): Promise<GitResult> {
  return new Promise((done, failed) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdin.on("error", () => {});
    child.stdin.end();
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => failed(cannotStart(folder, error)));
    child.on("close", (status) =>
      done({ status: status ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString().trim() }),
    );
  });
}

/** The error for a git that did not start: not installed, or the folder is not there. */
export function cannotStart(folder: string, cause: Error): EntitlintError {
  return new EntitlintError(
    {
      code: "repository/no-git",
      message: `git cannot be started in ${folder}: ${cause.message}.`,
      next: "Install git, put it on PATH, and check that the folder exists.",
    },
    { cause },
  );
}

/** The error for a git that ended badly, with its own words. */
export function gitFailed(what: string, stderr: string): EntitlintError {
  return new EntitlintError({
    code: "repository/git-failed",
    message: `git could not ${what}: ${stderr || "it said nothing"}.`,
    next: "Run the same with git by hand; a shallow or partial clone may lack the history.",
  });
}
