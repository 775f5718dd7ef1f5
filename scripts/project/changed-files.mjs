// @ts-check
import { execFileSync } from "node:child_process";

/** Paths of the files that differ from a revision, committed or not, and of new ones that are not ignored.
 * @param {string} root @param {string} base @returns {Set<string>} */
export function changedFiles(root, base) {
  const lists = [
    git(root, "diff", "--name-only", "-z", base),
    git(root, "ls-files", "--others", "--exclude-standard", "-z"),
  ];
  return new Set(lists.flatMap((list) => list.split("\0")).filter((path) => path !== ""));
}

/** The commit that a question to Git is answered with; nothing where there is none, as in a clone of one branch alone.
 * @param {string} root @param {...string} query such as `merge-base HEAD main` @returns {string | undefined} */
export function commitOf(root, ...query) {
  try {
    return git(root, ...query).trim();
  } catch {
    return undefined;
  }
}

/** @param {string} root @param {...string} args */
function git(root, ...args) {
  return execFileSync("git", args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1 << 26,
  });
}
