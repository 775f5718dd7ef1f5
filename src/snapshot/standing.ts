import { byCodeUnit } from "../canonical.ts";
import { CannotJudgeError, type Problem } from "../errors.ts";
import type { Disk } from "./disk.ts";
import { checkDigest } from "./integrity.ts";
import { readHead, type SnapshotHead } from "./read-head.ts";
import { readSteadily } from "./read-steadily.ts";
import type { FolderReader } from "./read-tree.ts";

/** A snapshot whose files are checked, and stay on disk until they are asked for: it may be more than memory holds. */
export interface Standing extends SnapshotHead {
  /**
   * Bytes of a file; undefined where the manifest names none.
   * @throws CannotJudgeError where it is not the one that the manifest was written for
   */
  read(path: string): Promise<Buffer | undefined>;
}

/** Opens the snapshot at `dir` as `openSnapshot` does, without keeping what its files hold. */
export async function openStanding(dir: string, disk: Disk): Promise<Standing> {
  return await readSteadily(dir, dir, disk, async (reader) => {
    const head = await readHead(reader);
    const problems: Problem[] = [];
    for (const [path, digest] of Object.entries(head.manifest.files)) {
      const problem = await checkFile(path, digest, reader);
      if (problem) problems.push(problem);
    }
    problems.sort((a, b) => byCodeUnit(a.message, b.message));
    return { ...head, problems: [...head.problems, ...problems], read: readerOf(head, reader) };
  });
}

/** Bytes of a file that the manifest names. */
export async function bytesOf(standing: Standing, path: string): Promise<Buffer> {
  const bytes = await standing.read(path);
  if (bytes === undefined) throw new Error(`the manifest was said to name ${path}`);
  return bytes;
}

async function checkFile(path: string, digest: string, reader: FolderReader): Promise<Problem | undefined> {
  if ((await reader.digest(path)) === digest) return undefined;
  const bytes = await reader.read(path);
  return Buffer.isBuffer(bytes) ? checkDigest(path, bytes, digest) : bytes;
}

function readerOf({ manifest }: SnapshotHead, reader: FolderReader): Standing["read"] {
  return async (path) => {
    const digest = manifest.files[path];
    if (digest === undefined) return undefined;
    const bytes = await reader.read(path);
    const problem = Buffer.isBuffer(bytes) ? checkDigest(path, bytes, digest) : (bytes ?? gone(path));
    if (problem || !Buffer.isBuffer(bytes)) throw new CannotJudgeError(problem ?? gone(path));
    return bytes;
  };
}

function gone(path: string): Problem {
  return {
    code: "snapshot/missing-file",
    message: `${path} is missing`,
    place: { file: path },
    next: "Restore it with Git, or collect again.",
  };
}
