import { commit, type StagedContent } from "./commit.ts";
import { type Disk, realDisk } from "./disk.ts";
import { openForWriting } from "./open-for-writing.ts";
import { type Signer, signatureName } from "./signature.ts";

/** Signs the snapshot at `dir` as it stands, whose every file has just been held to its digest. Answers false where there is none. */
export async function signSnapshot(dir: string, signer: Signer, disk: Disk = realDisk): Promise<boolean> {
  const standing = await openForWriting(dir, disk);
  if (!standing) return false;
  const { manifestBytes, manifestDigest, manifest } = standing;
  const files = new Map<string, StagedContent>(Object.keys(manifest.files).map((path) => [path, "kept"]));
  const signature = signer(manifestBytes);
  files.set(signatureName, async () => signature);
  await commit(dir, { files, manifest: manifestBytes, before: manifestDigest }, disk);
  return true;
}
