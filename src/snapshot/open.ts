import { byCodeUnit } from "../canonical.ts";
import type { Problem } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";
import type { RecordKind } from "../model/record-id.ts";
import { type Disk, realDisk } from "./disk.ts";
import type { SnapshotFile } from "./file.ts";
import { groupFiles } from "./group-files.ts";
import { checkDigest } from "./integrity.ts";
import type { Part } from "./layout.ts";
import { readHead, type SnapshotHead } from "./read-head.ts";
import { readSteadily } from "./read-steadily.ts";
import { fileTreeReader, type TreeReader } from "./read-tree.ts";

/** A snapshot in memory, every file checked against its digest and none of them parsed. */
export interface Snapshot extends SnapshotHead {
  /** Files of one kind, in the order of their paths; none where the kind was not collected or has no records. */
  files(system: string, kind: RecordKind): readonly SnapshotFile[];
  historyFiles(system: string, kind: RecordKind): readonly SnapshotFile[];
  activityFiles(system: string, kind: RecordKind): readonly SnapshotFile[];
}

export interface OpenOptions {
  /** Folder of the snapshot inside a file tree. */
  readonly folder?: string;
  /** How reports and errors call the snapshot, instead of its path. */
  readonly name?: string;
  readonly disk?: Disk;
}

const readers = 8;

/**
 * Opens a snapshot: a folder, where an interrupted commit is first completed or undone, or a folder of a file tree.
 * @throws CannotJudgeError where there is none, or its manifest cannot be read; EntitlintError for another format version
 */
export async function openSnapshot(source: string | FileTree, options: OpenOptions = {}): Promise<Snapshot> {
  const { folder = "", name, disk = realDisk } = options;
  if (typeof source === "string") return await readSteadily(source, name ?? source, disk, readWhole);
  const reader = fileTreeReader(source, folder);
  return await readWhole({ ...reader, name: name ?? reader.name });
}

async function readWhole(reader: TreeReader): Promise<Snapshot> {
  const head = await readHead(reader);
  const { files, problems } = await readFiles(Object.entries(head.manifest.files), reader);
  const grouped = groupFiles(files);
  const of = (part: Part) => (system: string, kind: RecordKind) => grouped.get(`${system}/${kind}/${part}`) ?? [];
  return {
    ...head,
    files: of("records"),
    historyFiles: of("history"),
    activityFiles: of("activity"),
    problems: [...head.problems, ...problems],
  };
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
