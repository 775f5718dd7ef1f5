import { CannotJudgeError, type Problem } from "../errors.ts";
import type { Manifest } from "../model/manifest.ts";
import { sha256 } from "./digest.ts";
import { checkNames } from "./integrity.ts";
import { manifestName } from "./layout.ts";
import { readManifest } from "./read-manifest.ts";
import type { TreeReader } from "./read-tree.ts";
import { signatureName } from "./signature.ts";

/** What a snapshot says of itself. */
export interface SnapshotHead {
  /** A path, or a revision and a path. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly manifestBytes: Buffer;
  /** SHA-256 of the manifest as it stands. */
  readonly manifestDigest: string;
  /** The signature file, unchecked; undefined where there is none. */
  readonly signature: Buffer | undefined;
  /** Files that were altered, are missing, or do not belong here: whoever judges by this snapshot must not pass. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the manifest and what lies beside it, and no other file.
 * @throws CannotJudgeError where there is none, or it cannot be read; EntitlintError for another version of the format
 */
export async function readHead(reader: TreeReader): Promise<SnapshotHead> {
  const paths = await reader.paths();
  const manifestBytes = paths?.includes(manifestName) ? await reader.read(manifestName) : undefined;
  if (!paths || !manifestBytes) throw none(reader.name, paths !== undefined && paths.length > 0);
  if (!Buffer.isBuffer(manifestBytes)) throw new CannotJudgeError(manifestBytes);
  const manifest = readManifest(manifestBytes, `${reader.name}/${manifestName}`);
  const signature = paths.includes(signatureName) ? await reader.read(signatureName) : undefined;
  return {
    ...{ name: reader.name, manifest, manifestBytes },
    manifestDigest: sha256(manifestBytes),
    signature: Buffer.isBuffer(signature) ? signature : undefined,
    problems: checkNames(manifest, paths),
  };
}

function none(name: string, hasFiles: boolean): CannotJudgeError {
  return new CannotJudgeError({
    code: hasFiles ? "snapshot/manifest-invalid" : "snapshot/none",
    message: hasFiles ? `there is no ${manifestName} among the files` : "there is no snapshot here",
    place: { file: name },
    next: hasFiles ? "Restore the snapshot with Git." : "Run `entitlint collect` first, or name the snapshot's folder.",
  });
}
