import { open, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { EntitlintError } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import { linkOutside, requireInside } from "./tree-path.ts";
import { walk } from "./walk.ts";

/**
 * The files of a folder as they stand. Hidden files are listed only by globs that spell the dot. Links to files are read
 * where they point inside the folder; links to folders are never entered, because a Git revision does not either.
 */
export function worktree(folder: string): FileTree {
  const root = resolve(folder);
  return {
    name: root,
    list: (globs) => listFiles(root, globs, "files"),
    linkedFolders: (globs) => listFiles(root, globs, "linked folders"),
    read: (path) => readInside(root, path),
    stream: (path) => streamInside(root, path),
    modifiedAt: async (path) => (await statInside(root, path))?.mtimeMs,
  };
}

async function listFiles(
  root: string,
  globs: readonly string[],
  wanted: Parameters<typeof walk>[2],
): Promise<string[]> {
  for (const pattern of globs) requireInside(pattern, root);
  try {
    return await walk(root, globs, wanted);
  } catch (error) {
    throw unreadable(root, reason(error), error);
  }
}

async function statInside(root: string, path: string) {
  const real = await locate(root, path);
  return real === undefined ? undefined : await stat(real);
}

async function readInside(root: string, path: string): Promise<Uint8Array | undefined> {
  const real = await locate(root, path);
  if (real === undefined) return undefined;
  try {
    if (!(await stat(real)).isFile()) throw unreadable(path, "it is not a regular file");
    return await readFile(real);
  } catch (error) {
    if (error instanceof EntitlintError) throw error;
    throw unreadable(path, reason(error), error);
  }
}

async function streamInside(root: string, path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  const real = await locate(root, path);
  if (real === undefined) return undefined;
  if (!(await stat(real)).isFile()) throw unreadable(path, "it is not a regular file");
  return chunksOf(real, path);
}

/** Bytes of a file that are read at once; a small one gets no more room than it needs. */
const mostAtOnce = 1 << 20;

/** The file in pieces. A file that grows or shrinks meanwhile is no whole: what was read of it cannot be trusted. */
async function* chunksOf(real: string, path: string): AsyncGenerator<Uint8Array> {
  const file = await open(real).catch((error: unknown) => {
    throw unreadable(path, reason(error), error);
  });
  try {
    const before = await file.stat();
    let length = 0;
    const highWaterMark = Math.max(1, Math.min(before.size, mostAtOnce));
    for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark })) {
      length += chunk.length;
      yield chunk;
    }
    const after = await file.stat();
    if (length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(path);
  } finally {
    await file.close();
  }
}

function changed(path: string): EntitlintError {
  return new EntitlintError({
    code: "input/changed-while-reading",
    message: `${path} changed while it was being read.`,
    place: { file: path },
    next: "Run again once it is written.",
  });
}

/** The real path of a file below the root; undefined when there is none. */
async function locate(root: string, path: string): Promise<string | undefined> {
  requireInside(path, root);
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    const inside = relative(realRoot, real);
    if (inside === ".." || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
      throw linkOutside(path, real, root);
    }
    return real;
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
    if (error instanceof EntitlintError) throw error;
    throw unreadable(path, reason(error), error);
  }
}

function unreadable(path: string, why: string, cause?: unknown): EntitlintError {
  return new EntitlintError(
    {
      code: "input/unreadable",
      message: `${path} cannot be read: ${why}.`,
      place: { file: path },
      next: "Check that it is a file and that you may read it.",
    },
    { cause },
  );
}

function reason(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
