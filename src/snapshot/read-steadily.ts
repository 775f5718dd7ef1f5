import type { Disk } from "./disk.ts";
import { manifestName } from "./layout.ts";
import type { SnapshotHead } from "./read-head.ts";
import { type FolderReader, folderReader } from "./read-tree.ts";
import { recover } from "./recover.ts";

/** How often a snapshot that is replaced while it is read is read anew. */
const mostTries = 20;

/**
 * Reads the snapshot at `dir`, an interrupted commit completed or undone first, until it was not replaced meanwhile.
 * @throws what `read` throws
 */
export async function readSteadily<T extends SnapshotHead>(
  dir: string,
  name: string,
  disk: Disk,
  read: (reader: FolderReader) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const { tree } = await recover(dir, disk);
    const reader = { ...folderReader(tree, disk), name };
    const found = await read(reader).then(
      (snapshot) => ({ snapshot }),
      (error: unknown) => ({ error }),
    );
    // A tree that was switched while it was read is neither the old one nor the new one.
    const steady = "snapshot" in found && (await isStill(found.snapshot, reader));
    if (steady && (found.snapshot.problems.length === 0 || tries > 1)) return found.snapshot;
    if (tries === mostTries || ("error" in found && tries > 1)) {
      if ("error" in found) throw found.error;
      return found.snapshot;
    }
    await disk.pause(tries);
  }
}

async function isStill(snapshot: SnapshotHead, reader: FolderReader): Promise<boolean> {
  const bytes = await reader.read(manifestName);
  return Buffer.isBuffer(bytes) && bytes.equals(snapshot.manifestBytes);
}
