import { dirname, join, posix } from "node:path";
import { loadAccess } from "../../../access/load-access.ts";
import { cacheDirectory } from "../../../compile/index.ts";
import { EntitlintError, problemLine } from "../../../errors.ts";
import { type JudgedState, stateOf } from "../../../judge/trend/state.ts";
import { keep, readKept } from "../../../kept.ts";
import type { BlobReader } from "../../../repository/blob-reader.ts";
import { revision } from "../../../repository/revision.ts";
import { subtree } from "../../../repository/subtree.ts";
import { sha256 } from "../../../snapshot/digest.ts";
import { openSnapshot, type Snapshot } from "../../../snapshot/index.ts";
import { blameOpened } from "../../blame-snapshot.ts";
import { judgeEstate, type Rulebook } from "../../check/make-report.ts";
import type { CommandContext } from "../../context.ts";
import { joinEstate } from "../../estate/open-estate.ts";
import { packageVersion } from "../../package-version.ts";
import type { FoundSnapshot } from "./find-snapshots.ts";

/** Changes whenever a state is kept in another shape, or another of the same report. */
const stateVersion = 1;

/** By what snapshots are judged, and whether what they were judged to be is kept. */
export interface JudgingGround {
  readonly root: string;
  readonly blobs: BlobReader;
  readonly rules: Rulebook;
  readonly keeps: boolean;
}

/** A snapshot with the instant that it names. */
export type DatedSnapshot = FoundSnapshot & { readonly collectedAt: string };

/**
 * What a snapshot shows, by today's rules: with the config and the access files of the commit that brought it, because they are
 * what had been decided then. A text says why it cannot be judged.
 */
export async function judgeCommit(
  found: DatedSnapshot,
  ground: JudgingGround,
  context: CommandContext,
): Promise<JudgedState | string> {
  if (typeof found.by === "string") return found.by;
  const cache = cacheDirectory(context.env);
  const key = keyOf(found, ground.rules);
  const kept = ground.keeps ? await readKept(cache, key, "judged") : undefined;
  if (kept) return JSON.parse(kept.toString("utf8"));
  const state = await judged(found, ground, context);
  if (ground.keeps && typeof state !== "string") await keep(cache, key, Buffer.from(JSON.stringify(state)), "judged");
  return state;
}

/** A commit names all of its files and its history, so that only what judges them is left. */
function keyOf({ commit, folder, by }: DatedSnapshot, { pack, judged, params }: Rulebook): string {
  const settings = [...judged.values()].map(({ rule, level, off, required }) => [rule.id, level, off, required]);
  const path = typeof by === "string" ? "" : by.path;
  return sha256(JSON.stringify([stateVersion, packageVersion(), pack.digest, settings, params, commit, folder, path]));
}

async function judged(
  { commit, folder, by, collectedAt }: DatedSnapshot,
  { root, blobs, rules }: JudgingGround,
  given: CommandContext,
): Promise<JudgedState | string> {
  if (typeof by === "string") return by;
  const context = { ...given, now: new Date(collectedAt) };
  const configFolder = posix.dirname(by.path);
  let snapshot: Snapshot | undefined;
  try {
    const whole = await revision(root, commit, context.env, blobs);
    const tree = subtree(whole, configFolder === "." ? "" : configFolder);
    const opened = await openSnapshot(whole, { folder, name: join(root, folder) });
    snapshot = opened;
    const loaded = { config: by.config, folder: dirname(join(root, by.path)), tree };
    const access = await loadAccess(tree, by.config.access);
    const parts = { loaded, access, snapshot: opened, now: collectedAt, commit };
    return stateOf(await judgeEstate(() => joinEstate(parts, { asOf: collectedAt }, context), rules, context));
  } catch (error) {
    const cause = error instanceof EntitlintError || !snapshot ? error : blameOpened(error, snapshot, context);
    if (cause instanceof EntitlintError) return problemLine(cause.problems[0]);
    throw cause;
  }
}
