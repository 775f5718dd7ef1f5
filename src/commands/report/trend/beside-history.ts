import { join } from "node:path";
import { counted } from "../../../counted.ts";
import { committedFiles } from "../../../repository/committed.ts";
import { blobsOf, landings } from "../../../repository/landings.ts";
import { worktree } from "../../../repository/worktree.ts";
import { sha256 } from "../../../snapshot/digest.ts";
import { manifestName } from "../../../snapshot/index.ts";
import { belowRoot } from "../../check/compare/base-side.ts";
import type { CommandContext } from "../../context.ts";
import type { SearchGround } from "./config-places.ts";
import type { FoundSnapshot } from "./find-snapshots.ts";

/** What there is beside the snapshots of the branch's own line, which is not looked at. */
export async function besideHistory(
  ground: SearchGround,
  found: readonly FoundSnapshot[],
  { env }: Pick<CommandContext, "env">,
): Promise<string[]> {
  return [
    ...(await uncommitted(ground, env)),
    ...(await merged(ground, found, env)),
    ...(await decidedSince(ground, found, env)),
  ];
}

type Env = CommandContext["env"];

async function uncommitted({ root, loaded }: SearchGround, env: Env): Promise<string[]> {
  const path = belowRoot(root, loaded.folder, loaded.config.snapshot, manifestName);
  const isThere = !path.startsWith("../") && (await worktree(root).read(path)) !== undefined;
  if (!isThere || (await committedFiles(root, [path], env))?.has(path)) return [];
  return [`the snapshot in ${loaded.config.snapshot} is not committed, and left out`];
}

/** Snapshots that never stood on the branch itself: another one had replaced them before the merge. */
async function merged({ root, blobs }: SearchGround, found: readonly FoundSnapshot[], env: Env): Promise<string[]> {
  const paths = new Set(found.map(({ folder }) => `:(literal)${join(folder, manifestName)}`));
  const known = new Set(found.map(({ digest }) => digest));
  const others = new Set<string>();
  for (const oid of await blobsOf(root, [...paths], env)) {
    const digest = sha256(await blobs.read(oid));
    if (!known.has(digest)) others.add(digest);
  }
  if (others.size === 0) return [];
  return [
    `${counted(others.size, "snapshot")} of merged branches never stood on this one, because another had taken the place of each before the merge: left out`,
  ];
}

/** A decision counts from the next snapshot on. */
async function decidedSince(
  { root, loaded }: SearchGround,
  found: readonly FoundSnapshot[],
  env: Env,
): Promise<string[]> {
  const newest = found.at(-1)?.commit;
  const { folder, config } = loaded;
  const paths = [config.access, config.file].map((path) => `:(literal)${belowRoot(root, folder, path)}`);
  const all = await landings(root, [...paths, `:(literal)${belowRoot(root, folder, config.snapshot)}`], env);
  const after = all.slice(all.findIndex(({ commit }) => commit === newest) + 1);
  if (newest === undefined || after.length === 0 || after.length === all.length) return [];
  return [
    `access files or config were changed by ${counted(after.length, "commit")} since the newest snapshot came: what that mends shows with the next one, and in \`entitlint check\` now`,
  ];
}
