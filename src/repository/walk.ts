import { readdir, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import picomatch from "picomatch";
import { byCodeUnit } from "../canonical.ts";

/** Tells whether a path is meant by the globs; a leading `!` takes paths away. Hidden ones need a glob with the dot. */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const wanted = globs.filter((pattern) => !pattern.startsWith("!"));
  const ignore = globs.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  // A name may hold a line end, and is no less a name: a file that no glob can mean would be passed over.
  return picomatch(wanted, { ignore, flags: "s" });
}

/**
 * The files below a root that match, sorted by code unit. A link to a file is listed, a link to nowhere too (reading it
 * says what is wrong); a link to a folder is not, and is not entered: those can be asked for instead. Only folders that a
 * glob can reach are walked.
 */
export async function walk(
  root: string,
  globs: readonly string[],
  wanted: "files" | "linked folders" = "files",
): Promise<string[]> {
  const matches = matcher(globs);
  const hidden = globs.some((pattern) => /(?:^|[/{,(])\./.test(pattern));
  const found = new Set<string>();
  for (const start of starts(globs)) {
    for await (const { path, what } of entriesBelow(root, start, hidden))
      if (what === wanted && matches(path)) found.add(path);
  }
  return [...found].toSorted(byCodeUnit);
}

interface Entry {
  readonly path: string;
  readonly what: "files" | "linked folders";
}

/** The folder that each glob starts in; a glob without wildcards starts where its file lies. */
function starts(globs: readonly string[]): Set<string> {
  const bases = globs
    .filter((pattern) => !pattern.startsWith("!"))
    .map((pattern) => picomatch.scan(pattern))
    .map(({ base, isGlob }) => (isGlob ? base : posix.dirname(base)));
  return new Set(bases.map((base) => (base === "." ? "" : base)));
}

async function* entriesBelow(root: string, folder: string, hidden: boolean): AsyncGenerator<Entry> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(absent);
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (hidden || !entry.name.startsWith(".")) yield* entriesBelow(root, path, hidden);
      continue;
    }
    const isLink = entry.isSymbolicLink() && (await isFolder(join(root, path)));
    yield { path, what: isLink ? "linked folders" : "files" };
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

function absent(error: unknown): never[] {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
  throw error;
}
