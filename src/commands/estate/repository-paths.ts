import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Report } from "../../model/report.ts";
import { gitRoot } from "../../repository/git-root.ts";
import { manifestName } from "../../snapshot/index.ts";
import type { OpenEstate } from "./open-estate.ts";

/** Paths as the repository has them: from its root, with forward slashes. */
export interface RepositoryPaths {
  /** The path of a file that the config's folder holds. */
  readonly ofConfig: (path: string) => string;
  /** The path of a file of the snapshot. */
  readonly ofSnapshot: (path: string) => string;
}

/**
 * Outside of a repository the config's folder stands for its root. A snapshot that lies elsewhere, such as one that was
 * fetched for this check, is named as if it lay where the config says: that is where the repository has it.
 */
export async function repositoryPaths({
  loaded,
  snapshot,
}: Pick<OpenEstate, "loaded" | "snapshot">): Promise<RepositoryPaths> {
  const { folder, config } = loaded;
  const root = (await gitRoot(folder)) ?? folder;
  const below = (...parts: string[]) => relative(root, resolve(...parts)).replaceAll(sep, "/");
  const read = below(folder, snapshot?.name ?? config.snapshot);
  const home = isAbsolute(read) || read.split("/")[0] === ".." ? below(folder, config.snapshot) : read;
  return {
    ofConfig: (path) => below(folder, path),
    ofSnapshot: (path) => join(home, path).replaceAll(sep, "/"),
  };
}

/** The files of the run itself. */
export async function reportFiles(open: OpenEstate): Promise<Report["files"]> {
  const { ofConfig, ofSnapshot } = await repositoryPaths(open);
  const config = ofConfig(open.loaded.config.file);
  return { config, ...(open.snapshot && { manifest: ofSnapshot(manifestName) }) };
}
