import { CannotJudgeError } from "../errors.ts";
import type { Manifest } from "../model/manifest.ts";
import { type Disk, realDisk } from "./disk.ts";
import { manifestName } from "./layout.ts";
import { readManifest } from "./read-manifest.ts";
import { folderReader } from "./read-tree.ts";
import { recover } from "./recover.ts";

/**
 * Only what the manifest of the snapshot at `dir` says, its files unread and unchecked; undefined where there is none. An
 * interrupted commit is completed or undone first.
 * @throws CannotJudgeError where it is no manifest; EntitlintError for another version of the format
 */
export async function currentManifest(dir: string, disk: Disk = realDisk): Promise<Manifest | undefined> {
  const { tree } = await recover(dir, disk);
  const bytes = await folderReader(tree, disk).read(manifestName);
  if (bytes === undefined) return undefined;
  if (!Buffer.isBuffer(bytes)) throw new CannotJudgeError(bytes);
  return readManifest(bytes, `${dir}/${manifestName}`);
}
