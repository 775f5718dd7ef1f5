import { basename, dirname, join } from "node:path";
import type { BuiltSource } from "./build-source.ts";
import { commit } from "./commit.ts";
import { compose } from "./compose.ts";
import type { Disk } from "./disk.ts";
import { removeTree } from "./journal.ts";
import { openForWriting } from "./open-for-writing.ts";
import type { Signer } from "./signature.ts";

/** Where readings lie that were not believed: beside the snapshot, a snapshot of its own with these systems alone. */
export function suspectFolder(dir: string): string {
  return `${dir}.suspect`;
}

interface AsideOptions {
  /** Systems of which this run believed a reading, or that leave the snapshot: what lay aside of them is settled. */
  readonly settled: readonly string[];
  readonly now: string;
  readonly runId: string;
  readonly signer: Signer | undefined;
  readonly disk: Disk;
}

/** Puts doubted readings aside, merged as they would enter the snapshot, and clears what is settled. */
export async function setAside(dir: string, doubted: readonly BuiltSource[], options: AsideOptions): Promise<void> {
  const { settled, now, runId, signer, disk } = options;
  const folder = suspectFolder(dir);
  const standing = await openForWriting(folder, disk);
  const fresh = doubted.map(({ system, entry, files }) => {
    const read = Object.entries(entry.kinds).filter(([, { completeness }]) => completeness !== "not-collected");
    return { system, entry: { ...entry, kinds: Object.fromEntries(read) }, files, kept: [] };
  });
  const systems = Object.keys(standing?.manifest.sources ?? {});
  const gone = systems.filter((system) => settled.includes(system));
  if (fresh.length === 0 && gone.length === 0) return;
  const left = systems.length - gone.length;
  if (fresh.length === 0 && left === 0) return await discard(folder, disk);
  await commit(folder, compose({ standing, fresh, gone, now, runId, failures: {}, signer }).tree, disk);
}

/** Moved first, so that nobody who opens the folder meanwhile finds half of it. */
async function discard(folder: string, disk: Disk): Promise<void> {
  const gone = join(dirname(folder), `.${basename(folder)}.discarded`);
  await removeTree(gone, disk);
  await disk.rename(folder, gone);
  await removeTree(gone, disk);
}
