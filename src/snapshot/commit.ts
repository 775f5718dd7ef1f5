import { dirname, join } from "node:path";
import { byCodeUnit } from "../canonical.ts";
import { EntitlintError } from "../errors.ts";
import { sha256 } from "./digest.ts";
import { type Disk, systemCode } from "./disk.ts";
import { clearJournal, manifestDigestOf, type Places, placesOf, recordBytes, sign } from "./journal.ts";
import { manifestName } from "./layout.ts";
import { putBack } from "./recover.ts";

/** What gives the bytes of a new file, or `kept` for one that stays as it is in the present tree. */
export type StagedContent = (() => Promise<Buffer>) | "kept";

/** A whole new tree. */
export interface StagedTree {
  readonly files: ReadonlyMap<string, StagedContent>;
  readonly manifest: Buffer;
  /** Digest of the manifest that is replaced; absent where there is none. */
  readonly before?: string;
}

/**
 * Replaces the snapshot at `dir` by a new tree, wholly or not at all, whenever the process or the power fails. The caller
 * has called `recover` before.
 * @throws EntitlintError where another run is writing, or the disk refuses; the present snapshot stands then
 */
export async function commit(dir: string, tree: StagedTree, disk: Disk): Promise<void> {
  const places = placesOf(await disk.locate(dir));
  await begin(places, disk);
  try {
    if ((await manifestDigestOf(places.target, disk)) !== tree.before) throw busy(places);
    await stage(places, tree, disk);
    await switchOver(places, disk);
  } catch (error) {
    await abandon(places, disk);
    throw refused(error, places);
  }
  await finish(places, disk);
}

/** Clears the remains once the switch is durable. Where the disk refuses, the record stays, and the next reader does it. */
async function finish(places: Places, disk: Disk): Promise<void> {
  try {
    await disk.sync(places.journal, "folder");
    await disk.sync(places.parent, "folder");
    await clearJournal(places, disk);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}

async function begin(places: Places, disk: Disk): Promise<void> {
  try {
    await disk.makeFolders(places.parent);
    await disk.makeFolder(places.journal);
  } catch (error) {
    if (systemCode(error) === "EEXIST") throw busy(places);
    throw refused(error, places);
  }
  try {
    await sign(places, disk);
  } catch (error) {
    await abandon(places, disk);
    throw refused(error, places);
  }
}

async function stage(places: Places, tree: StagedTree, disk: Disk): Promise<void> {
  const paths = [...tree.files.keys()].toSorted(byCodeUnit);
  const folders = foldersOf(paths);
  await disk.makeFolder(places.next);
  for (const folder of folders) await disk.makeFolder(join(places.next, folder));
  for (const path of paths) {
    const content = tree.files.get(path);
    if (content === "kept") await keep(path, places, disk);
    else if (content) await writeDurably(join(places.next, path), await content(), disk);
  }
  await writeDurably(join(places.next, manifestName), tree.manifest, disk);
  for (const folder of folders.toReversed()) await disk.sync(join(places.next, folder), "folder");
  await disk.sync(places.next, "folder");
  const after = sha256(tree.manifest);
  const record = { version: 1, after, ...(tree.before && { before: tree.before }) } as const;
  await disk.sync(places.journal, "folder");
  await disk.sync(places.parent, "folder");
  await writeDurably(places.record, recordBytes(record), disk);
  await disk.sync(places.journal, "folder");
}

/** A link costs no space and no copying; file systems without links get a copy. */
async function keep(path: string, places: Places, disk: Disk): Promise<void> {
  const [from, to] = [join(places.target, path), join(places.next, path)];
  try {
    await disk.link(from, to);
  } catch (error) {
    if (!withoutLinks.has(systemCode(error) ?? "")) throw error;
    const bytes = await disk.read(from);
    if (bytes === undefined) throw error;
    await writeDurably(to, bytes, disk);
  }
}

const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV", "EACCES"]);

async function writeDurably(path: string, bytes: Buffer, disk: Disk): Promise<void> {
  await disk.write(path, bytes);
  await disk.sync(path, "file");
}

async function switchOver(places: Places, disk: Disk): Promise<void> {
  if (await disk.list(places.target)) await disk.rename(places.target, places.previous);
  await disk.rename(places.next, places.target);
}

/** Undoes a commit that failed before its end. What fails here too is left for the next reader to undo. */
async function abandon(places: Places, disk: Disk): Promise<void> {
  try {
    await putBack(places, disk);
    await clearJournal(places, disk);
  } catch {
    // The error that led here is the one to tell; `recover` finishes the rest.
  }
}

/** Folders that hold the paths, outer ones first. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].toSorted(byCodeUnit);
}

export function busy(places: Places): EntitlintError {
  return new EntitlintError({
    code: "snapshot/busy",
    message: "another run is writing this snapshot",
    place: { file: places.target },
    next: `Wait until it has ended; if you are sure that none is running, delete ${places.journal}.`,
  });
}

const full = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const denied = new Set(["EROFS", "EACCES", "EPERM", "EBUSY", "EXDEV", "ENOTDIR", "ENAMETOOLONG", "EIO", "EMFILE"]);

/** A failed system call as an error people can act on; anything else stays what it is. */
function refused(cause: unknown, places: Places): unknown {
  const code = systemCode(cause) ?? "";
  const place = { file: places.target };
  if (full.has(code)) {
    const message = "there is no space left for the new snapshot; the one before stands untouched";
    const next = "Free some space, then collect again.";
    return new EntitlintError({ code: "snapshot/disk-full", message, place, next }, { cause });
  }
  if (!denied.has(code)) return cause;
  const message = `the snapshot could not be written (${code}); the one before stands untouched`;
  const next = `Check that ${places.parent} may be written, and that the snapshot's folder is no mount point.`;
  return new EntitlintError({ code: "snapshot/not-written", message, place, next }, { cause });
}
