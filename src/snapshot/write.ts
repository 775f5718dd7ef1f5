import type { CollectedSource } from "../model/collected.ts";
import type { FailedCollection, Manifest, SourceEntry } from "../model/manifest.ts";
import { instantOf } from "../model/time.ts";
import { buildSource } from "./build-source.ts";
import { canonicalPretty } from "./canonical.ts";
import { checkCollected } from "./check-collected.ts";
import { commit } from "./commit.ts";
import { sha256 } from "./digest.ts";
import { type Disk, realDisk } from "./disk.ts";
import { isWorthDating, tellsTheSame } from "./is-same.ts";
import { parseFilePath } from "./layout.ts";
import type { Snapshot } from "./open.ts";
import { openForWriting } from "./open-for-writing.ts";

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
  readonly disk?: Disk;
}

export interface WriteResult {
  /** `unchanged`: nothing was written. `dated`: only the manifest, with newer dates. `written`: what it tells, too. */
  readonly outcome: "unchanged" | "dated" | "written";
  /** The manifest as it stands now. */
  readonly manifest: Manifest;
  readonly manifestDigest: string;
}

const dayInSeconds = 86_400;

/**
 * Merges what was collected into the snapshot at `dir`, and replaces it wholly or not at all. Systems that were not
 * collected stay as they are; a kind that was not read completely loses nothing. The same input gives the same bytes.
 * @throws EntitlintError for records that do not fit, a folder that is not ours, a disk that refuses, another writer;
 * CannotJudgeError where the present snapshot is damaged. The present snapshot stands in every case.
 */
export async function writeSnapshot(
  dir: string,
  sources: readonly CollectedSource[],
  options: WriteOptions,
): Promise<WriteResult> {
  const disk = options.disk ?? realDisk;
  const now = instantOf(options.now);
  const checked = checkCollected(sources);
  const earlier = await openForWriting(dir, disk);
  const today = now.slice(0, 10);
  const built = checked.map((one) => buildSource(one, earlier, { today, exact: options.activity === "second" }));
  const entries = new Map<string, SourceEntry>(Object.entries(earlier?.manifest.sources ?? {}));
  for (const system of options.forget ?? []) entries.delete(system);
  for (const [at, { source }] of checked.entries()) {
    const entry = built[at]?.entry;
    if (entry) entries.set(source.system, entry);
  }
  const files = stagedFiles(
    earlier,
    new Map(built.flatMap((one) => [...one.files])),
    keptPaths(earlier, new Set([...(options.forget ?? []), ...sources.map(({ system }) => system)]), built),
  );
  const manifest: Manifest = {
    version: 1,
    collectedAt: now,
    runId: options.runId,
    ...(earlier && { previous: earlier.manifestDigest }),
    sources: Object.fromEntries(entries),
    ...failuresAfter(earlier?.manifest, sources, options),
    files: Object.fromEntries([...files].map(([path, { digest }]) => [path, digest])),
  };
  const same = earlier !== undefined && tellsTheSame(earlier.manifest, manifest);
  const limitOf = (system: string) => options.freshnessMax?.[system] ?? dayInSeconds;
  if (earlier && same && !isWorthDating(earlier.manifest, manifest, now, limitOf)) {
    return { outcome: "unchanged", manifest: earlier.manifest, manifestDigest: earlier.manifestDigest };
  }
  const bytes = Buffer.from(canonicalPretty(manifest));
  const tree = {
    files: new Map([...files].map(([path, file]) => [path, file.bytes])),
    manifest: bytes,
    ...(earlier && { before: earlier.manifestDigest }),
  };
  await commit(dir, tree, disk);
  return { outcome: same ? "dated" : "written", manifest, manifestDigest: sha256(bytes) };
}

/** Failures that nothing has made good: of earlier runs where the system was not touched since, and of this one. */
function failuresAfter(
  earlier: Manifest | undefined,
  sources: readonly CollectedSource[],
  { failures = new Map(), forget = [] }: WriteOptions,
): Pick<Manifest, "failures"> {
  const standing = new Map(Object.entries(earlier?.failures ?? {}));
  for (const system of [...forget, ...sources.map((source) => source.system)]) standing.delete(system);
  for (const [system, failure] of failures) standing.set(system, failure);
  return standing.size > 0 ? { failures: Object.fromEntries(standing) } : {};
}

interface StagedFile {
  readonly bytes: Buffer | "kept";
  readonly digest: string;
}

function stagedFiles(earlier: Snapshot | undefined, fresh: ReadonlyMap<string, Buffer>, kept: readonly string[]) {
  const known = earlier?.manifest.files ?? {};
  const files = new Map<string, StagedFile>();
  for (const path of kept) {
    const digest = known[path];
    if (digest !== undefined) files.set(path, { bytes: "kept", digest });
  }
  for (const [path, bytes] of fresh) {
    const digest = sha256(bytes);
    files.set(path, { bytes: known[path] === digest ? "kept" : bytes, digest });
  }
  return files;
}

/** Files of systems that this run neither read nor forgets, and of kinds that their source no longer speaks of. */
function keptPaths(
  earlier: Snapshot | undefined,
  touched: ReadonlySet<string>,
  built: readonly { kept: readonly string[] }[],
) {
  const untouched = Object.keys(earlier?.manifest.files ?? {}).filter((path) => {
    const name = parseFilePath(path);
    return name !== undefined && !touched.has(name.system);
  });
  return [...untouched, ...built.flatMap(({ kept }) => kept)];
}
