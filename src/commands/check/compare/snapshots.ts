import { join, resolve } from "node:path";
import type { LoadedConfig } from "../../../config/load-config.ts";
import { CannotJudgeError, problemLine } from "../../../errors.ts";
import type { Compared } from "../../../model/compared.ts";
import type { FileTree } from "../../../model/file-tree.ts";
import { subtree } from "../../../repository/subtree.ts";
import { manifestName, openSnapshot, type Snapshot, signatureName } from "../../../snapshot/index.ts";
import type { CommandContext } from "../../context.ts";
import { snapshotIn } from "../../estate/open-estate.ts";
import { atBase, type BaseSide, belowRoot, type CompareOptions } from "./base-side.ts";
import { fromFuture } from "./from-future.ts";
import { type Doubts, noDoubts, vanishedKinds, withStandingFailures } from "./vanished.ts";

/** What a comparison is judged on. */
export interface Snapshots {
  /** For both sides. */
  readonly base: Snapshot | undefined;
  /** Why the one that the base has cannot be read; absent where it has none. */
  readonly unreadable?: string | undefined;
  /** The pull request's own, where it brings one. */
  readonly head: Snapshot | undefined;
  /** Whether the pull request takes the snapshot away and brings no other. */
  readonly isRemoved: boolean;
  /** Whether its config looks for the snapshot where there is none. */
  readonly isLost: boolean;
  /** Sources that only the base's snapshot has, although the pull request's own config goes on reading them. */
  readonly dropped: ReadonlySet<string>;
  /** Kinds and failures that only the base's snapshot tells of, and what keeps the pull request's from being believed. */
  readonly doubts: Doubts;
  /** The one that the report tells of. */
  readonly shown: Compared["snapshot"];
}

/**
 * Both sides are judged on the snapshot of the base's tip, which is the latest that was believed. One of the pull request
 * is looked at besides, and only if it is the pull request's: an old branch just has the old one.
 */
export async function chooseSnapshots(
  options: CompareOptions,
  side: BaseSide,
  head: LoadedConfig,
  context: CommandContext,
): Promise<Snapshots> {
  if (typeof options.snapshot === "string") {
    const given = await snapshotIn(resolve(context.cwd, options.snapshot), true);
    return {
      base: given,
      head: undefined,
      isRemoved: false,
      isLost: false,
      dropped: new Set(),
      doubts: noDoubts,
      shown: "given",
    };
  }
  const settings = side.loaded ?? head;
  const folder = belowRoot(side.root, settings.folder, settings.config.snapshot);
  const name = join(settings.folder, settings.config.snapshot);
  const named = await snapshotIn(join(head.folder, head.config.snapshot), false);
  const own = named ?? (await snapshotIn(name, false));
  const isLost = named === undefined && own !== undefined;
  const isEdited = !(await isIn(side.mergeBase, folder, own));
  const isSame = own !== undefined && (await isIn(side.tip, folder, own));
  const found = isSame ? { snapshot: own } : await snapshotOf(side, { folder, name, canDo: isEdited && own });
  const { snapshot: base, unreadable } = found;
  const dropped = droppedSources(base, own, head);
  const onBase = {
    ...{ base, head: undefined, isLost, dropped, doubts: noDoubts },
    shown: base ? "base" : "none",
  } as const;
  if (!isEdited) return { ...onBase, isRemoved: false };
  if (own === undefined) return { ...onBase, isRemoved: true };
  const { obstacles, notices } = vanishedKinds(base, own, { before: settings.config, after: head.config });
  const standing = withStandingFailures(own, base, head.config);
  const doubts = {
    obstacles: [...obstacles, ...fromFuture(own, context.now)],
    notices: [...notices, ...standing.notices],
  };
  return { base, unreadable, head: standing.snapshot, isRemoved: false, isLost, dropped, doubts, shown: "head" };
}

/** A collection keeps every source, whatever became of it; only `--forget` takes one out, for which the config has to. */
function droppedSources(base: Snapshot | undefined, own: Snapshot | undefined, { config }: LoadedConfig): Set<string> {
  const systems = config.sources.map(({ system }) => system);
  return new Set(systems.filter((system) => hasSource(base, system) && !hasSource(own, system)));
}

function hasSource(snapshot: Snapshot | undefined, system: string): boolean {
  return Object.keys(snapshot?.manifest.sources[system]?.kinds ?? {}).length > 0;
}

/** Whether a revision holds just this snapshot, or none where there is none. The manifest has the digest of every file. */
async function isIn(tree: FileTree, folder: string, snapshot: Snapshot | undefined): Promise<boolean> {
  const there = subtree(tree, folder);
  const manifest = await there.read(manifestName);
  if (snapshot === undefined || manifest === undefined) return snapshot === undefined && manifest === undefined;
  const signature = await there.read(signatureName);
  const isSigned = (signature === undefined) === (snapshot.signature === undefined);
  return (
    snapshot.problems.length === 0 &&
    snapshot.manifestBytes.equals(manifest) &&
    isSigned &&
    (signature === undefined || snapshot.signature?.equals(signature) === true)
  );
}

/** The snapshot of the base's tip. One that cannot be read must not keep out the pull request that replaces it. */
async function snapshotOf(
  { base, tip }: BaseSide,
  {
    folder,
    name,
    canDo,
  }: { readonly folder: string; readonly name: string; readonly canDo: Snapshot | undefined | false },
): Promise<{ readonly snapshot?: Snapshot | undefined; readonly unreadable?: string }> {
  try {
    return { snapshot: await openSnapshot(tip, { folder, name }) };
  } catch (error) {
    const isNone = error instanceof CannotJudgeError && error.problems.every(({ code }) => code === "snapshot/none");
    if (isNone) return {};
    if (canDo && error instanceof CannotJudgeError) return { unreadable: problemLine(error.problems[0]) };
    return await atBase(base, () => Promise.reject(error));
  }
}
