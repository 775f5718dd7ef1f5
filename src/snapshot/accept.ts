import type { KeyObject } from "node:crypto";
import { CannotJudgeError, EntitlintError, type Problem, throwProblems } from "../errors.ts";
import { instantOf } from "../model/instant-of.ts";
import type { SourceEntry } from "../model/manifest.ts";
import { commit } from "./commit.ts";
import { compose } from "./compose.ts";
import { type Disk, realDisk } from "./disk.ts";
import { parseFilePath } from "./layout.ts";
import { openForWriting } from "./open-for-writing.ts";
import { checkSignature, type Signer, signatureFaults } from "./signature.ts";
import type { StagedFile } from "./staged-files.ts";
import { bytesOf, type Standing } from "./standing.ts";
import { setAside, suspectFolder } from "./suspect.ts";

export interface AcceptOptions {
  /** All that lie aside, unless named. */
  readonly systems?: readonly string[];
  readonly now: Date;
  readonly runId: string;
  readonly signer?: Signer | undefined;
  /** Keys one of which has to have signed what lies aside; none is demanded where there are none. */
  readonly keys?: readonly KeyObject[];
  readonly disk?: Disk;
}

/**
 * Takes readings that were set aside into the snapshot at `dir`, because somebody has looked and found them right.
 * Answers with the systems. @throws EntitlintError where none lies aside, or the system was read again since
 */
export async function acceptSuspect(dir: string, options: AcceptOptions): Promise<readonly string[]> {
  const disk = options.disk ?? realDisk;
  const now = instantOf(options.now);
  const aside = await openForWriting(suspectFolder(dir), disk);
  const lying = Object.keys(aside?.manifest.sources ?? {}).toSorted();
  const systems = options.systems ?? lying;
  if (!aside || lying.length === 0) throw nothingAside(dir);
  requireSigned(aside, options.keys ?? []);
  const standing = await openForWriting(dir, disk);
  throwProblems(systems.flatMap((system) => obstacles(system, lying, aside, standing)));
  const fresh = systems.map((system) => {
    const before = standing?.manifest.sources[system];
    return {
      system,
      entry: joined(aside, system, before),
      files: filesOf(aside, system),
      kept: keptOf(standing, aside, system),
    };
  });
  const failures = Object.fromEntries(
    Object.entries(standing?.manifest.failures ?? {}).filter(([system]) => !systems.includes(system)),
  );
  const { runId } = options;
  await commit(dir, compose({ standing, fresh, gone: [], now, runId, failures, signer: options.signer }).tree, disk);
  await setAside(dir, [], { settled: systems, now, runId, signer: options.signer, disk });
  return systems;
}

/** Accepting signs: what nobody known has collected must not come out signed. */
function requireSigned({ manifestBytes, signature, name }: Standing, keys: readonly KeyObject[]): void {
  const check = keys.length === 0 ? undefined : checkSignature(manifestBytes, signature, keys);
  if (check === undefined || check.ok) return;
  throw new CannotJudgeError({
    code: "snapshot/unsigned",
    message: `what lies aside was not collected with a known key: ${signatureFaults[check.why]}`,
    place: { file: name },
    next: "Collect the system again with the signing key.",
  });
}

function obstacles(
  system: string,
  lying: readonly string[],
  aside: Standing,
  standing: Standing | undefined,
): Problem[] {
  if (!lying.includes(system)) {
    const message = `no reading of ${JSON.stringify(system)} lies aside; there are ${lying.join(", ")}`;
    return [{ code: "snapshot/nothing-aside", message, next: "Name one of them, or none for all." }];
  }
  if (standing?.manifest.failures?.[system]?.code !== "collect/suspect") {
    const message = `the snapshot does not wait for a reading of ${system}: a later one was believed, or it lay aside elsewhere`;
    return [{ code: "snapshot/nothing-aside", message, next: "Collect it again." }];
  }
  const now = datesOf(standing.manifest.sources[system]).at(-1);
  const then = datesOf(aside.manifest.sources[system])[0];
  if (now === undefined || then === undefined || now <= then) return [];
  const message = `${system} was read again on ${now}, after the reading of ${then} that lies aside`;
  return [{ code: "snapshot/nothing-aside", message, next: "Collect it again." }];
}

function datesOf(entry: SourceEntry | undefined): string[] {
  return Object.values(entry?.kinds ?? {})
    .map(({ observedAt }) => observedAt)
    .toSorted();
}

/** The entry as it lies aside, with the kinds that only the snapshot holds. */
function joined(aside: Standing, system: string, before: SourceEntry | undefined): SourceEntry {
  const entry = aside.manifest.sources[system];
  if (!entry) throw new Error(`nothing of ${system} lies aside`);
  const left = Object.entries(before?.kinds ?? {}).map(([kind, one]) => [
    kind,
    { ...one, completeness: "not-collected" },
  ]);
  return { ...entry, kinds: { ...Object.fromEntries(left), ...entry.kinds } };
}

function filesOf(aside: Standing, system: string): Map<string, StagedFile> {
  const own = Object.entries(aside.manifest.files).filter(([path]) => parseFilePath(path)?.system === system);
  return new Map(own.map(([path, digest]) => [path, { digest, bytes: async () => bytesOf(aside, path) }]));
}

function keptOf(standing: Standing | undefined, aside: Standing, system: string): string[] {
  const read = aside.manifest.sources[system]?.kinds ?? {};
  return Object.keys(standing?.manifest.files ?? {}).filter((path) => {
    const name = parseFilePath(path);
    return name?.system === system && !(name.kind in read);
  });
}

function nothingAside(dir: string): EntitlintError {
  return new EntitlintError({
    code: "snapshot/nothing-aside",
    message: "no reading lies aside that could be accepted",
    place: { file: suspectFolder(dir) },
    next: "There is nothing to do; `entitlint collect` sets a reading aside when too much of it has changed.",
  });
}
