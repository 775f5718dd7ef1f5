import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type GitEnvironment, runGit } from "./git.ts";

/**
 * Which of these files, below `folder`, lie in the work tree as the checked-out commit has them; undefined where there is
 * no commit. `git status` would know, and on the way run whatever filters the repository's attributes name.
 */
export async function committedFiles(
  folder: string,
  paths: readonly string[],
  env: GitEnvironment,
): Promise<ReadonlySet<string> | undefined> {
  const listed = await runGit(folder, ["ls-tree", "-r", "-z", "HEAD", "--", ...paths], env);
  if (listed.status !== 0) return undefined;
  const committed = new Set<string>();
  for (const entry of listed.stdout.toString("utf8").split("\0")) {
    const tab = entry.indexOf("\t");
    const [, , oid = ""] = entry.slice(0, tab).split(" ");
    const path = entry.slice(tab + 1);
    const bytes = tab < 0 ? undefined : await readFile(join(folder, path)).catch(() => undefined);
    if (bytes && (hashOf(bytes, oid) === oid || hashOf(withoutReturns(bytes), oid) === oid)) committed.add(path);
  }
  return committed;
}

/** The object id that Git would give to these bytes, by the hash that the repository uses. */
function hashOf(bytes: Buffer, like: string): string {
  const hash = createHash(like.length > 40 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** Where Git is told to, it checks text out with returns before line ends. */
function withoutReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
