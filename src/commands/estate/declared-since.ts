import { relative, resolve, sep } from "node:path";
import type { DeclaredSince } from "../../correlate/declared/index.ts";
import type { DeclaredAt } from "../../model/document.ts";
import { instantOf } from "../../model/instant-of.ts";
import { committedFiles } from "../../repository/committed.ts";
import { runGit } from "../../repository/git.ts";
import { gitRoot } from "../../repository/git-root.ts";
import type { CommandContext } from "../context.ts";
import { givesAccess } from "./deciding-files.ts";
import type { DeclaredSource } from "./read-declared.ts";

/**
 * Since when each file declares what it declares: the commit that changed it last on the branch that is checked out, a
 * merge where it came by one. So a line that was never touched counts from the last change of its file, which is later
 * than true and never earlier. What is not committed is declared as of now. Outside of Git nothing tells.
 * @param commit whose files they are; those of the work tree unless told
 */
export async function declaredSince(
  folder: string,
  paths: readonly string[],
  { env, now }: Pick<CommandContext, "env" | "now">,
  commit?: string,
): Promise<DeclaredSince> {
  const root = paths.length > 0 ? await gitRoot(folder) : undefined;
  if (root === undefined) return () => undefined;
  const belowRoot = (path: string) => relative(root, resolve(folder, path)).replaceAll(sep, "/");
  const log = ["log", "--first-parent", "-m", "--format=@%ct", "--name-only", "-z", commit ?? "HEAD", "--"];
  const [changes, committed] = await Promise.all([
    // A folder of an earlier commit may not be there any more.
    runGit(root, [...log, ...paths.map(belowRoot)], env),
    commit === undefined ? committedFiles(folder, paths, env) : new Set(paths),
  ]);
  // A repository without a commit, or one that git does not want to read, tells nothing.
  if (changes.status !== 0 || committed === undefined) return () => undefined;
  const times = new Map<string, string>();
  let at = "";
  for (const part of changes.stdout.toString("utf8").split(/[\0\n]/u)) {
    if (part.startsWith("@")) at = instantOf(new Date(Number(part.slice(1)) * 1000));
    else if (part !== "" && !times.has(part)) times.set(part, at);
  }
  for (const path of paths) if (!committed.has(path)) times.set(belowRoot(path), instantOf(now));
  return ({ file }) => (file === undefined ? undefined : times.get(belowRoot(file)));
}

/** Where several lines say the same, the one that was there first counts: to write it once more somewhere is nothing new. */
export function sinceFirstOf(since: DeclaredSince, declared: readonly DeclaredSource[]): DeclaredSince {
  const keyOf = ({ file, line }: Parameters<DeclaredSince>[0]) => `${file}:${line}`;
  const others = new Map<string, readonly DeclaredAt[]>();
  for (const line of declared.flatMap(({ lines }) => lines))
    if (line.again && givesAccess(line)) others.set(keyOf(line.declared), line.again);
  if (others.size === 0) return since;
  return (place) => {
    const again = others.get(keyOf(place)) ?? [];
    return [place, ...again].flatMap((at) => since(at) ?? []).toSorted()[0];
  };
}
