import { posix } from "node:path";
import type { Config } from "../../../config/config.ts";
import { collectorOptions } from "../../../config/load-config.ts";
import { readConfig } from "../../../config/read-config.ts";
import { EntitlintError, problemLine } from "../../../errors.ts";
import { Instant } from "../../../model/time.ts";
import { landings } from "../../../repository/landings.ts";
import { revision } from "../../../repository/revision.ts";
import { subtree } from "../../../repository/subtree.ts";
import { sha256 } from "../../../snapshot/digest.ts";
import { manifestName } from "../../../snapshot/index.ts";
import type { CommandContext } from "../../context.ts";
import { ConfigPlaces, readAt, type SearchGround } from "./config-places.ts";

/** A snapshot that came to the branch with a commit. */
export interface FoundSnapshot {
  readonly commit: string;
  /** Its folder, from the root of the repository. */
  readonly folder: string;
  /** SHA-256 of its manifest. */
  readonly digest: string;
  /** As its manifest says; undefined where it cannot be read. */
  readonly collectedAt: string | undefined;
  /** Where the commit has its config, from the root, and what that says; why it cannot be judged by one otherwise. */
  readonly by: { readonly path: string; readonly config: Config } | string;
}

/**
 * All snapshots that the branch has had, in the order of its commits: each once, with the commit that brought it. Where a
 * commit's config looks for it is asked of that config, so that a folder that was renamed is found as well.
 */
export async function findSnapshots(
  ground: SearchGround,
  { env }: Pick<CommandContext, "env">,
): Promise<FoundSnapshot[]> {
  const { root, blobs } = ground;
  const places = new ConfigPlaces(ground);
  const configs = new Map<string, Promise<Config | string>>();
  const found = new Map<string, FoundSnapshot>();
  for (const landing of await landings(root, places.pathspecs, env)) {
    const { commit } = landing;
    const place = await places.at(landing);
    const read = place && (await configAt(commit, place.path, place.bytes));
    if (place && read !== undefined && typeof read !== "string") {
      await look(commit, posix.join(posix.dirname(place.path), read.snapshot), { path: place.path, config: read });
      continue;
    }
    const why = typeof read === "string" ? read : `there is no ${places.own} in this commit`;
    for (const path of await places.manifestsOf(landing)) await look(commit, posix.dirname(path), why);
  }
  return [...found.values()];

  async function look(commit: string, folder: string, by: FoundSnapshot["by"]): Promise<void> {
    const bytes = await readAt(blobs, commit, posix.join(folder, manifestName));
    const digest = bytes && sha256(bytes);
    if (digest === undefined || found.has(digest)) return;
    const manifest = parsed(bytes);
    // Without a config, what only has the name of a manifest may be anything.
    if (typeof by === "string" && !Object.hasOwn(manifest, "sources")) return;
    const at = Instant.safeParse(manifest.collectedAt);
    found.set(digest, { commit, folder, digest, collectedAt: at.success ? at.data : undefined, by });
  }

  function configAt(commit: string, path: string, bytes: Uint8Array): Promise<Config | string> {
    const key = `${path} ${sha256(bytes)}`;
    const known = configs.get(key) ?? readAtCommit(commit, path);
    configs.set(key, known);
    return known;
  }

  async function readAtCommit(commit: string, path: string): Promise<Config | string> {
    try {
      const folder = posix.dirname(path);
      const tree = subtree(await revision(root, commit, env, blobs), folder === "." ? "" : folder);
      return await readConfig(tree, posix.basename(path), collectorOptions());
    } catch (error) {
      if (error instanceof EntitlintError) return problemLine(error.problems[0]);
      throw error;
    }
  }
}

function parsed(bytes: Uint8Array | undefined): { readonly collectedAt?: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes ?? []).toString("utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
