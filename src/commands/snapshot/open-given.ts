import { stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { loadConfig } from "../../config/load-config.ts";
import { EntitlintError, type Problem } from "../../errors.ts";
import { gitRoot } from "../../repository/git-root.ts";
import { revision } from "../../repository/revision.ts";
import { openSnapshot, type Snapshot } from "../../snapshot/index.ts";
import type { CommandContext } from "../context.ts";
import { requireGiven } from "../require-given.ts";

const nameIt = "Name a folder that holds a snapshot, or a revision as REV or REV:folder.";

/** The snapshot in a folder; without one, in the config's, or in `snapshots` where there is no config. */
export async function openFolder(
  folder: string | undefined,
  config: string | undefined,
  { cwd }: Pick<CommandContext, "cwd">,
): Promise<Snapshot> {
  const path = folder === undefined ? await snapshotFolder(cwd, config) : resolve(cwd, folder);
  return await openSnapshot(path, { name: folder ?? shown(relative(cwd, path)) });
}

/** The snapshot that an argument means: a folder where there is one of that name, else a revision `REV` or `REV:folder`. */
export async function openFolderOrRevision(
  given: string,
  config: string | undefined,
  context: Pick<CommandContext, "cwd" | "env">,
): Promise<Snapshot> {
  requireGiven("the name of a snapshot", given, nameIt);
  const { cwd, env } = context;
  const found = await stat(resolve(cwd, given)).catch(() => undefined);
  if (found?.isDirectory()) return await openFolder(given, config, context);
  const colon = given.indexOf(":");
  const rev = colon < 0 ? given : given.slice(0, colon);
  const root = (await gitRoot(cwd)) ?? cwd;
  const folder = colon < 0 ? shown(relative(root, await snapshotFolder(cwd, config))) : given.slice(colon + 1);
  const tree = await revision(root, rev, env).catch((error: unknown) => {
    throw neither(error, given);
  });
  return await openSnapshot(tree, { folder: folder.replace(/\/+$/, ""), name: `${rev}:${folder}` });
}

/** Problems with the snapshot's own name before the file, so that an editor finds it from the working directory. */
export function located({ name }: Snapshot, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => {
    const file = problem.place?.file;
    return file === undefined ? problem : { ...problem, place: { ...problem.place, file: `${name}/${file}` } };
  });
}

/** The snapshot's folder as the config names it, else `snapshots`. */
export async function snapshotFolder(cwd: string, config: string | undefined): Promise<string> {
  try {
    const { config: loaded, folder } = await loadConfig({ cwd, config });
    return join(folder, loaded.snapshot);
  } catch (error) {
    const missing = error instanceof EntitlintError && error.problems[0].code === "config/not-found";
    if (!missing) throw error;
    return resolve(cwd, "snapshots");
  }
}

function neither(error: unknown, given: string): unknown {
  if (!(error instanceof EntitlintError) || error.problems[0].code !== "repository/unknown-revision") return error;
  const message = `${given} is neither a folder nor a revision.`;
  return new EntitlintError({ code: "repository/unknown-revision", message, next: nameIt }, { cause: error });
}

function shown(path: string): string {
  return path.split(sep).join("/");
}
