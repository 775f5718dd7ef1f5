import { basename, dirname, join, relative, sep } from "node:path";
import { collectorOptions, type LoadedConfig, placesOfConfig } from "../../../config/load-config.ts";
import { readConfig } from "../../../config/read-config.ts";
import { CannotJudgeError, EntitlintError } from "../../../errors.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import { gitRoot } from "../../../repository/git-root.ts";
import { type Base, resolveBase } from "../../../repository/resolve-base.ts";
import { revision } from "../../../repository/revision.ts";
import { subtree } from "../../../repository/subtree.ts";
import { worktree } from "../../../repository/worktree.ts";
import type { CommandContext } from "../../context.ts";
import { requireGiven } from "../../require-given.ts";
import type { CheckOptions } from "../options.ts";

/** The repository at the three places that a comparison looks at, each from its root. */
export interface BaseSide {
  readonly base: Base;
  /** Absolute path of the work tree. */
  readonly root: string;
  readonly tip: FileTree;
  readonly mergeBase: FileTree;
  readonly head: FileTree;
  /** The config as the base has it, with the base's files; undefined where it has none. */
  readonly loaded: LoadedConfig | undefined;
}

/** Options of a check that compares. */
export type CompareOptions = CheckOptions & { readonly base: string };

/**
 * Opens the base. Its config is looked for where a check run in the base would find it, so that a config that the pull
 * request puts nearer does not take its place.
 */
export async function openBase(
  options: CompareOptions,
  head: Pick<LoadedConfig, "folder">,
  { cwd, env }: CommandContext,
): Promise<BaseSide> {
  requireGiven("--base", options.base, "Name a revision, such as origin/main.");
  const root = await gitRoot(head.folder);
  if (root === undefined) throw noRepository(head.folder, options.base);
  const base = await resolveBase(root, options.base, env);
  const tip = await revision(root, base.tip, env);
  const mergeBase = base.mergeBase === base.tip ? tip : await revision(root, base.mergeBase, env);
  const loaded = await atBase(base, () => findInTree({ cwd, config: options.config }, root, tip));
  return { base, root, tip, mergeBase, head: worktree(root), loaded };
}

async function findInTree(
  request: Parameters<typeof placesOfConfig>[0],
  root: string,
  tip: FileTree,
): Promise<LoadedConfig | undefined> {
  for (const place of placesOfConfig(request, root)) {
    const path = belowRoot(root, place);
    if (path.startsWith("../") || (await tip.read(path)) === undefined) continue;
    const folder = dirname(place);
    const tree = subtree(tip, belowRoot(root, folder));
    return { config: await readConfig(tree, basename(place), collectorOptions()), folder, tree };
  }
  return undefined;
}

/** A path from the root of the repository, with forward slashes; empty for the root itself. */
export function belowRoot(root: string, ...path: string[]): string {
  return relative(root, join(...path)).replaceAll(sep, "/");
}

/** Runs what reads the base, and says of every problem there that it is the base's. */
export async function atBase<T>({ rev, tip }: Pick<Base, "rev" | "tip">, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    const [first, ...more] = error.problems;
    const marked = (problem: typeof first) => ({
      ...problem,
      message: `in the base, ${rev} (${tip.slice(0, 12)}): ${problem.message}`,
    });
    const Kind = error instanceof CannotJudgeError ? CannotJudgeError : EntitlintError;
    throw new Kind([marked(first), ...more.map(marked)], { cause: error });
  }
}

function noRepository(folder: string, rev: string): EntitlintError {
  return new EntitlintError({
    code: "repository/not-a-repository",
    message: `${folder} is not inside a Git repository, so there is no ${rev} to compare with.`,
    next: "Run the check in a checkout, or without --base.",
  });
}
