import { CannotJudgeError, type Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import type { Manifest } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import { byCodeUnit } from "./canonical.ts";
import { sha256 } from "./digest.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { SnapshotFile } from "./file.ts";
import { groupFiles } from "./group-files.ts";
import { checkDigest, checkNames } from "./integrity.ts";
import { manifestName, type Part } from "./layout.ts";
import { readManifest } from "./read-manifest.ts";
import { fileTreeReader, folderReader, type TreeReader } from "./read-tree.ts";
import { recover } from "./recover.ts";
import { signatureName } from "./signature.ts";

/** A snapshot in memory, every file checked against its digest and none of them parsed. */
export interface Snapshot {
  /** A path, or a revision and a path. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly manifestBytes: Buffer;
  /** SHA-256 of the manifest as it stands. */
  readonly manifestDigest: string;
  /** The signature file, unchecked; undefined where there is none. */
  readonly signature: Buffer | undefined;
  /** Files of one kind, in the order of their paths; none where the kind was not collected or has no records. */
  files(system: string, kind: RecordKind): readonly SnapshotFile[];
  historyFiles(system: string, kind: RecordKind): readonly SnapshotFile[];
  activityFiles(system: string, kind: RecordKind): readonly SnapshotFile[];
  /** Files that were altered, are missing, or do not belong here: whoever judges by this snapshot must not pass. */
  readonly problems: readonly Problem[];
}

export interface OpenOptions {
  /** Folder of the snapshot inside a file tree. */
  readonly folder?: string;
  /** How reports and errors call the snapshot, instead of its path. */
  readonly name?: string;
  readonly disk?: Disk;
}

/** How often a snapshot that is replaced while it is read is read anew. */
const mostTries = 20;
const readers = 8;

/**
 * Opens a snapshot: a folder, where an interrupted commit is first completed or undone, or a folder of a file tree.
 * @throws CannotJudgeError where there is none, or its manifest cannot be read; EntitlintError for another format version
 */
export async function openSnapshot(source: string | FileTree, options: OpenOptions = {}): Promise<Snapshot> {
  if (typeof source !== "string") return await openTree(source, options);
  const disk = options.disk ?? realDisk;
  for (let tries = 1; ; tries++) {
    const { tree } = await recover(source, disk);
    const reader = { ...folderReader(tree, disk), name: options.name ?? source };
    const read = await readOnce(reader).catch((error: unknown) => ({ error }));
    // A tree that was switched while it was read is neither the old one nor the new one.
    const steady = "snapshot" in read && (await isStill(read.snapshot, reader));
    if (steady && (read.snapshot.problems.length === 0 || tries > 1)) return read.snapshot;
    if (tries === mostTries || ("error" in read && tries > 1)) {
      if ("error" in read) throw read.error;
      return read.snapshot;
    }
    await disk.pause(tries);
  }
}

async function openTree(tree: FileTree, { folder = "", name }: OpenOptions): Promise<Snapshot> {
  const reader = fileTreeReader(tree, folder);
  return (await readOnce({ ...reader, name: name ?? reader.name })).snapshot;
}

async function isStill(snapshot: Snapshot, reader: TreeReader): Promise<boolean> {
  const bytes = await reader.read(manifestName);
  return Buffer.isBuffer(bytes) && bytes.equals(snapshot.manifestBytes);
}

async function readOnce(reader: TreeReader): Promise<{ snapshot: Snapshot }> {
  const paths = await reader.paths();
  const manifestBytes = paths?.includes(manifestName) ? await reader.read(manifestName) : undefined;
  if (!paths || !manifestBytes) throw none(reader.name, paths !== undefined && paths.length > 0);
  if (!Buffer.isBuffer(manifestBytes)) throw new CannotJudgeError(manifestBytes);
  const manifest = readManifest(manifestBytes, `${reader.name}/${manifestName}`);
  const signature = paths.includes(signatureName) ? await reader.read(signatureName) : undefined;
  const { files, problems } = await readFiles(Object.entries(manifest.files), reader);
  const grouped = groupFiles(files);
  const of = (part: Part) => (system: string, kind: RecordKind) => grouped.get(`${system}/${kind}/${part}`) ?? [];
  const snapshot = {
    name: reader.name,
    manifest,
    manifestBytes,
    manifestDigest: sha256(manifestBytes),
    signature: Buffer.isBuffer(signature) ? signature : undefined,
    files: of("records"),
    historyFiles: of("history"),
    activityFiles: of("activity"),
    problems: [...checkNames(manifest, paths), ...problems],
  };
  return { snapshot };
}

async function readFiles(wanted: readonly (readonly [string, string])[], reader: TreeReader) {
  const files: SnapshotFile[] = [];
  const problems: Problem[] = [];
  let at = 0;
  async function work(): Promise<void> {
    for (let one = wanted[at++]; one; one = wanted[at++]) {
      const [path, digest] = one;
      const bytes = await reader.read(path);
      if (Buffer.isBuffer(bytes)) files.push({ path, bytes });
      const problem = Buffer.isBuffer(bytes) ? checkDigest(path, bytes, digest) : bytes;
      if (problem) problems.push(problem);
    }
  }
  await Promise.all(Array.from({ length: readers }, work));
  problems.sort((a, b) => byCodeUnit(a.message, b.message));
  return { files, problems };
}

function none(name: string, hasFiles: boolean): CannotJudgeError {
  return new CannotJudgeError({
    code: hasFiles ? "snapshot/manifest-invalid" : "snapshot/none",
    message: hasFiles ? `there is no ${manifestName} among the files` : "there is no snapshot here",
    place: { file: name },
    next: hasFiles ? "Restore the snapshot with Git." : "Run `entitlint collect` first, or name the snapshot's folder.",
  });
}
