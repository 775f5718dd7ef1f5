import { posix } from "node:path";
import type { LoadedConfig } from "../../../config/load-config.ts";
import type { BlobReader } from "../../../repository/blob-reader.ts";
import type { Landing } from "../../../repository/landings.ts";
import { escapeGlob } from "../../../repository/subtree.ts";
import { manifestName } from "../../../snapshot/index.ts";
import { belowRoot } from "../../check/compare/base-side.ts";

/** Where snapshots are looked for. */
export interface SearchGround {
  readonly root: string;
  readonly loaded: LoadedConfig;
  readonly blobs: BlobReader;
}

/** Finds where commits have the config that the work tree has today. */
export class ConfigPlaces {
  /** Where it is today, from the root of the repository. */
  readonly own: string;
  /** What a commit changes that brings a snapshot, or says where one lies. */
  readonly pathspecs: readonly string[];
  readonly #blobs: BlobReader;
  readonly #others = new Map<string, Promise<boolean>>();

  constructor({ root, loaded, blobs }: SearchGround) {
    this.own = belowRoot(root, loaded.folder, loaded.config.file);
    this.#blobs = blobs;
    this.pathspecs = [`:(glob)**/${manifestName}`, `:(glob)**/${escapeGlob(posix.basename(this.own))}`];
  }

  /** Where it is today; where the commit has none there, the nearest above a manifest that it changes. */
  async at(landing: Landing): Promise<{ readonly path: string; readonly bytes: Uint8Array } | undefined> {
    const above = (await this.manifestsOf(landing)).flatMap((path) => this.#above(path));
    for (const path of new Set([this.own, ...above])) {
      const bytes = await readAt(this.#blobs, landing.commit, path);
      if (bytes !== undefined) return { path, bytes };
    }
    return undefined;
  }

  /** The manifests that a commit changes, without those of other configs that the repository has today. */
  async manifestsOf({ paths }: Landing): Promise<string[]> {
    const found: string[] = [];
    for (const path of paths)
      if (posix.basename(path) === manifestName && !(await this.#isOfOther(path))) found.push(path);
    return found;
  }

  /** Paths at which a config could be that has a snapshot there, the nearest first. */
  #above(path: string): string[] {
    const folders = path.split("/").slice(0, -1);
    return Array.from({ length: folders.length + 1 }, (_, up) =>
      posix.join(...folders.slice(0, folders.length - up), posix.basename(this.own)),
    );
  }

  async #isOfOther(manifest: string): Promise<boolean> {
    for (const path of this.#above(manifest)) {
      if (path === this.own) return false;
      const known = this.#others.get(path) ?? readAt(this.#blobs, "HEAD", path).then((bytes) => bytes !== undefined);
      this.#others.set(path, known);
      if (await known) return true;
    }
    return false;
  }
}

/** The bytes of a file; undefined where the commit has none there. */
export async function readAt(blobs: BlobReader, commit: string, path: string): Promise<Uint8Array | undefined> {
  if (path.startsWith("../") || /[\r\n]/u.test(path)) return undefined;
  return await blobs.read(`${commit}:${path}`).catch(() => undefined);
}
