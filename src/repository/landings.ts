import { type GitEnvironment, gitFailed, runGit } from "./git.ts";

/** A commit of the checked-out branch's own line, and which of the paths that were asked for it changes. */
export interface Landing {
  readonly commit: string;
  readonly paths: readonly string[];
}

/**
 * The commits that changed any of the paths on the branch's own line, the first first. What came by a merge counts with the
 * merge, when it came. Paths are Git's pathspecs, from the root of the repository.
 */
export async function landings(root: string, paths: readonly string[], env: GitEnvironment): Promise<Landing[]> {
  const head = await runGit(root, ["rev-parse", "--verify", "--quiet", "HEAD"], env);
  if (head.status !== 0 && head.stderr === "") return [];
  const shape = ["--first-parent", "-m", "--reverse", "--no-renames", "--format=%x01%H", "--name-only", "-z"];
  const listed = await runGit(root, ["log", ...shape, "HEAD", "--", ...paths], env);
  if (listed.status !== 0) throw gitFailed("list the history", listed.stderr);
  const parts = listed.stdout.toString("utf8").split("\u0001").slice(1);
  return parts.map((part) => {
    const [commit = "", ...changed] = part.split(/[\0\n]/u).filter((text) => text !== "");
    return { commit, paths: changed };
  });
}

/** Every blob that a path was in the whole history, on merged branches too. */
export async function blobsOf(root: string, paths: readonly string[], env: GitEnvironment): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const shape = ["--full-history", "-m", "--no-renames", "--format=", "--raw", "--no-abbrev", "-z"];
  const listed = await runGit(root, ["log", ...shape, "HEAD", "--", ...paths], env);
  if (listed.status !== 0) throw gitFailed("list the history", listed.stderr);
  const found = listed.stdout.toString("utf8").matchAll(/:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]/gu);
  return new Set([...found].flatMap(([, oid = ""]) => (/^0+$/u.test(oid) ? [] : [oid])));
}
