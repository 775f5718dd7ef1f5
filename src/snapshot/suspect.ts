import { basename, dirname, join } from "node:path";
import type { BrakeLimits } from "./brake.ts";
import { doubtsOf } from "./brake.ts";
import { buildSource } from "./build-source.ts";
import type { CheckedSource } from "./check-collected.ts";
import { commit } from "./commit.ts";
import { compose } from "./compose.ts";
import type { Disk } from "./disk.ts";
import { removeTree } from "./journal.ts";
import type { Snapshot } from "./open.ts";
import { openForWriting } from "./open-for-writing.ts";
import { readEarlier } from "./read-earlier.ts";
import type { Signer } from "./signature.ts";

/** A system whose reading was not believed, and why. */
export interface Doubted {
  readonly checked: CheckedSource;
  readonly doubts: readonly string[];
}

/** Where readings lie that were not believed: beside the snapshot, a snapshot of its own with these systems alone. */
export function suspectFolder(dir: string): string {
  return `${dir}.suspect`;
}

/** The readings that are believed, and those that are not. */
export function sortByDoubt(
  all: readonly CheckedSource[],
  earlier: Snapshot | undefined,
  limitsOf: ((system: string) => BrakeLimits | undefined) | undefined,
): { believed: CheckedSource[]; doubted: Doubted[] } {
  const judged = all.map((checked): Doubted => {
    const { system } = checked.source;
    const limits = limitsOf?.(system);
    const doubts = limits
      ? [...checked.kinds].flatMap(([kind, read]) => doubtsOf(kind, read, readEarlier(earlier, system, kind), limits))
      : [];
    return { checked, doubts };
  });
  return {
    believed: judged.filter(({ doubts }) => doubts.length === 0).map(({ checked }) => checked),
    doubted: judged.filter(({ doubts }) => doubts.length > 0),
  };
}

interface AsideOptions {
  readonly earlier: Snapshot | undefined;
  /** Systems of which this run believed a reading, or that leave the snapshot: what lay aside of them is settled. */
  readonly settled: readonly string[];
  readonly now: string;
  readonly runId: string;
  readonly exact: boolean;
  readonly signer: Signer | undefined;
  readonly disk: Disk;
}

/** Puts doubted readings aside, merged as they would enter the snapshot, and clears what is settled. */
export async function setAside(dir: string, doubted: readonly Doubted[], options: AsideOptions): Promise<void> {
  const { earlier, settled, now, runId, exact, signer, disk } = options;
  const folder = suspectFolder(dir);
  const standing = await openForWriting(folder, disk);
  const fresh = doubted.map(({ checked }) => {
    const { entry, files } = buildSource(checked, earlier, { today: now.slice(0, 10), exact });
    const read = Object.entries(entry.kinds).filter(([, { completeness }]) => completeness !== "not-collected");
    const { system } = checked.source;
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
