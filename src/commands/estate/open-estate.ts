import { join, resolve } from "node:path";
import { loadAccess } from "../../access/load-access.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { type Correlation, correlate } from "../../correlate/index.ts";
import { CannotJudgeError } from "../../errors.ts";
import { type LoadedEstate, loadEstate } from "../../load/index.ts";
import type { SystemFault } from "../../load/rows.ts";
import type { AccessState } from "../../model/access.ts";
import type { SystemInput } from "../../model/estate-input.ts";
import { instantOf } from "../../model/instant-of.ts";
import type { Notice, Obstacle } from "../../model/report.ts";
import { openSnapshot, type Snapshot } from "../../snapshot/open.ts";
import type { CommandContext, CommonOptions } from "../context.ts";
import { decidingFiles } from "./deciding-files.ts";
import { declaredPeople } from "./declared-people.ts";
import { declaredSince, sinceFirstOf } from "./declared-since.ts";
import { findObstacles, snapshotFaults } from "./obstacles.ts";
import { openConfig } from "./open-config.ts";
import { type DeclaredSource, readDeclared } from "./read-declared.ts";
import { systemInputs } from "./system-inputs.ts";

/** Options of every command that looks at the estate. */
export interface EstateOptions extends Partial<CommonOptions> {
  /** A folder instead of the config's; false where no snapshot is to be read. */
  readonly snapshot?: string | false;
  /** Judge as though everything had been read again at the instant judged at, and nothing had changed. */
  readonly unchanged?: true;
}

/** The estate as config, access files and snapshot tell it, joined. */
export interface OpenEstate {
  readonly loaded: LoadedConfig;
  readonly access: AccessState;
  readonly snapshot: Snapshot | undefined;
  readonly declared: readonly DeclaredSource[];
  /** The instant judged at. */
  readonly now: string;
  /** The run's clock; absent when time is an input. */
  readonly clock: string | undefined;
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  readonly obstacles: readonly Obstacle[];
  /** What to know besides what the estate itself tells. */
  readonly notices?: readonly Notice[];
  readonly faults: readonly SystemFault[];
  /** Two estates are compared by what each declares. */
  readonly compares?: true;
}

/** Reads and joins everything; what the configuration and the access files say may have been read before. */
export async function openEstate(
  options: EstateOptions,
  context: CommandContext,
  config?: LoadedConfig,
  declares?: AccessState,
): Promise<OpenEstate> {
  const loaded = config ?? (await openConfig(options, context));
  const access = declares ?? (await loadAccess(loaded.tree, loaded.config.access));
  const snapshot = await chosenSnapshot(options.snapshot, loaded, context);
  const now = options.asOf ?? snapshot?.manifest.collectedAt ?? instantOf(context.now);
  return await joinEstate({ loaded, access, snapshot, now }, options, context);
}

/** All that an estate is joined from, wherever each part was read. */
export interface EstateParts extends Pick<OpenEstate, "loaded" | "access" | "snapshot" | "now"> {
  /** What the config's sources declare; read from its tree unless given. */
  readonly declared?: readonly DeclaredSource[];
  /** The commit whose files they are; absent where it is the work tree. */
  readonly commit?: string;
}

/** Joins what has been read. */
export async function joinEstate(
  { loaded, access, snapshot, now, ...read }: EstateParts,
  options: EstateOptions,
  context: CommandContext,
): Promise<OpenEstate> {
  const declared = read.declared ?? (await readDeclared(loaded, context));
  const clock = options.asOf === undefined ? instantOf(context.now) : undefined;
  const inputs = [
    ...systemInputs(loaded.config, access.apps, snapshot, declared),
    ...declaredPeople(access.people, loaded.config, now),
  ].sort((a, b) => (a.system < b.system ? -1 : 1));
  const since = await declaredSince(loaded.folder, decidingFiles(access, declared), context, read.commit);
  const systems = options.unchanged ? inputs.map((system) => readAgain(system, now)) : inputs;
  const estate = loadEstate(systems, access);
  // Digests that are right prove nothing of a snapshot that somebody has made by hand.
  if (snapshot?.problems.length === 0 && estate.faults.some(({ fault }) => fault.reason === "invalid")) {
    const { blameOpened } = await import("../blame-snapshot.ts");
    throw blameOpened(new Error("a line of the snapshot is no record of its kind"), snapshot, context);
  }
  return {
    loaded,
    access,
    snapshot,
    declared,
    now,
    clock,
    estate,
    correlation: correlate(estate, now, sinceFirstOf(since, declared)),
    obstacles: findObstacles({ config: loaded.config, systems, snapshot, now, clock }),
    faults: snapshotFaults(snapshot),
  };
}

function readAgain(system: SystemInput, now: string): SystemInput {
  const kinds = Object.entries(system.kinds).map(([kind, entry]) => [kind, { ...entry, observedAt: now }]);
  return { ...system, kinds: Object.fromEntries(kinds) };
}

async function chosenSnapshot(
  asked: EstateOptions["snapshot"],
  { folder, config }: LoadedConfig,
  { cwd }: CommandContext,
): Promise<Snapshot | undefined> {
  if (asked === false) return undefined;
  if (asked === undefined) return await snapshotIn(join(folder, config.snapshot), false);
  return await snapshotIn(resolve(cwd, asked), true);
}

/** The snapshot; undefined where there is none yet and none was asked for. */
export async function snapshotIn(folder: string, asked: boolean): Promise<Snapshot | undefined> {
  try {
    return await openSnapshot(folder);
  } catch (error) {
    const isNone = error instanceof CannotJudgeError && error.problems.every(({ code }) => code === "snapshot/none");
    if (isNone && !asked) return undefined;
    throw error;
  }
}
