import { basename } from "node:path";
import { errorCodes } from "../error-codes.ts";
import type { CollectedSource } from "../model/collected.ts";
import { instantOf } from "../model/instant-of.ts";
import type { FailedCollection, Manifest } from "../model/manifest.ts";
import type { BrakeLimits } from "./brake.ts";
import { type BuiltSource, buildSource } from "./build-source.ts";
import { checkSystems } from "./check-systems.ts";
import { commit } from "./commit.ts";
import { compose } from "./compose.ts";
import { sha256 } from "./digest.ts";
import { type Disk, realDisk } from "./disk.ts";
import { isWorthDating, tellsTheSame } from "./is-same.ts";
import { openForWriting } from "./open-for-writing.ts";
import type { Signer } from "./signature.ts";
import { StagedFiles } from "./staged-files.ts";
import { setAside, suspectFolder } from "./suspect.ts";

export interface WriteOptions {
  /** The run's clock. */
  readonly now: Date;
  /** What the run is called, in the manifest only. */
  readonly runId: string;
  /** Seconds after which a system's data are stale, by system. A system that is not named counts with a day. */
  readonly freshnessMax?: Readonly<Record<string, number>>;
  /** Systems whose records are to leave the snapshot. */
  readonly forget?: readonly string[];
  /** Systems whose collection came to nothing, and how; what the snapshot holds of them stays as it is. */
  readonly failures?: ReadonlyMap<string, FailedCollection>;
  /** How exactly last uses are stored; to the day unless asked for. */
  readonly activity?: "day" | "second";
  /** When a reading that claims to be whole is not believed, by system; always believed unless given. */
  readonly brake?: (system: string) => BrakeLimits | undefined;
  /** Signs what is written. */
  readonly signer?: Signer | undefined;
  readonly disk?: Disk;
}

export interface WriteResult {
  /** `unchanged`: nothing was written. `dated`: only the manifest, with newer dates. `written`: what it tells, too. */
  readonly outcome: "unchanged" | "dated" | "written";
  /** The manifest as it stands now. */
  readonly manifest: Manifest;
  readonly manifestDigest: string;
  /** Systems whose reading was set aside, each with the reasons. */
  readonly doubts: ReadonlyMap<string, readonly string[]>;
}

const dayInSeconds = 86_400;

/**
 * Merges what was collected into the snapshot at `dir`, and replaces it wholly or not at all. Systems that were not
 * collected stay as they are; a kind that was not read completely loses nothing; a reading that is not believed is set
 * aside. The same input gives the same bytes.
 * @throws EntitlintError for records that do not fit, a folder that is not ours, a disk that refuses, another writer;
 * CannotJudgeError where the present snapshot is damaged. The present snapshot stands in every case.
 */
export async function writeSnapshot(
  dir: string,
  sources: readonly CollectedSource[],
  options: WriteOptions,
): Promise<WriteResult> {
  const staged = new StagedFiles();
  try {
    return await write(dir, checkSystems(sources), staged, options);
  } finally {
    staged.close();
  }
}

async function write(
  dir: string,
  sources: readonly CollectedSource[],
  staged: StagedFiles,
  options: WriteOptions,
): Promise<WriteResult> {
  const { forget = [], runId, signer, disk = realDisk } = options;
  const now = instantOf(options.now);
  const earlier = await openForWriting(dir, disk);
  const built: BuiltSource[] = [];
  const merging = { today: now.slice(0, 10), exact: options.activity === "second" };
  for (const source of sources)
    built.push(await buildSource(source, earlier, staged, { ...merging, limits: options.brake?.(source.system) }));
  const believed = built.filter(({ doubts }) => doubts.length === 0);
  const doubted = built.filter(({ doubts }) => doubts.length > 0);
  const systems = believed.map(({ system }) => system);
  await setAside(dir, doubted, { settled: [...systems, ...forget], now, runId, signer, disk });
  const { manifest, tree } = compose({
    ...{ standing: earlier, fresh: believed, gone: forget, now, runId, signer },
    failures: failuresAfter(earlier?.manifest, systems, doubted, { ...options, dir, now }),
  });
  const doubts = new Map(doubted.map((one) => [one.system, one.doubts]));
  const same = earlier !== undefined && tellsTheSame(earlier.manifest, manifest);
  const limitOf = (system: string) => options.freshnessMax?.[system] ?? dayInSeconds;
  const isSigned = signer === undefined || earlier?.signature !== undefined;
  if (earlier && same && isSigned && !isWorthDating(earlier.manifest, manifest, now, limitOf)) {
    return { outcome: "unchanged", manifest: earlier.manifest, manifestDigest: earlier.manifestDigest, doubts };
  }
  await commit(dir, tree, disk);
  return { outcome: same ? "dated" : "written", manifest, manifestDigest: sha256(tree.manifest), doubts };
}

/** Failures that nothing has made good: of earlier runs where the system was not touched since, and of this one. */
function failuresAfter(
  earlier: Manifest | undefined,
  read: readonly string[],
  doubted: readonly BuiltSource[],
  {
    failures = new Map(),
    forget = [],
    dir,
    now,
  }: Omit<WriteOptions, "now"> & { readonly dir: string; readonly now: string },
): NonNullable<Manifest["failures"]> {
  const standing = new Map(Object.entries(earlier?.failures ?? {}));
  for (const system of [...forget, ...read]) standing.delete(system);
  for (const [system, failure] of failures) standing.set(system, failure);
  for (const { system, doubts } of doubted) {
    const code = "collect/suspect";
    const place = basename(suspectFolder(dir));
    standing.set(system, { at: now, code, message: errorCodes[code], place, problems: doubts.length });
  }
  return Object.fromEntries(standing);
}
