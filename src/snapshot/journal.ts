import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { canonicalPretty } from "../canonical.ts";
import { Digest, type Manifest, Manifest as ManifestSchema } from "../model/manifest.ts";
import { sha256 } from "./digest.ts";
import { type Disk, systemCode } from "./disk.ts";
import { manifestName } from "./layout.ts";
import { Owner } from "./owner.ts";

/** Where the parts of a commit lie: all in one folder beside the snapshot, so that renames never cross file systems. */
export interface Places {
  readonly target: string;
  readonly parent: string;
  readonly journal: string;
  readonly next: string;
  readonly previous: string;
  readonly record: string;
  readonly owner: string;
  /** Where the signature of a dead writer is put by the one process that cleans up after it. */
  readonly deadOwner: string;
}

/** Written last before the switch; while it stands, the staged tree is the one that counts. */
const CommitRecord = z.strictObject({
  version: z.literal(1),
  /** Digest of the manifest that is replaced; absent where there was none. */
  before: Digest.optional(),
  after: Digest,
});
export type CommitRecord = z.infer<typeof CommitRecord>;

export function placesOf(target: string): Places {
  const parent = dirname(target);
  const journal = join(parent, `.${basename(target)}.commit`);
  const inside = (name: string) => join(journal, name);
  return {
    target,
    parent,
    journal,
    next: inside("next"),
    previous: inside("previous"),
    record: inside("record.json"),
    owner: inside("owner.json"),
    deadOwner: inside("dead-owner.json"),
  };
}

export function recordBytes(record: CommitRecord): Buffer {
  return Buffer.from(canonicalPretty(record));
}

/** The commit record; undefined where there is none, or only the beginning of one. */
export async function readRecord(places: Places, disk: Disk): Promise<CommitRecord | undefined> {
  return CommitRecord.safeParse(jsonOf(await disk.read(places.record))).data;
}

/** Who works on the commit; undefined where nobody has signed it yet. */
export async function readOwner(path: string, disk: Disk): Promise<Owner | undefined> {
  return Owner.safeParse(jsonOf(await disk.read(path))).data;
}

/** Signs a commit as this process. Fails with EEXIST where it is signed. */
export async function sign(places: Places, disk: Disk): Promise<void> {
  await disk.write(places.owner, Buffer.from(canonicalPretty(await disk.owner())));
}

/** Digest of a tree's manifest; undefined where there is none. */
export async function manifestDigestOf(tree: string, disk: Disk): Promise<string | undefined> {
  const bytes = await disk.read(join(tree, manifestName));
  return bytes && sha256(bytes);
}

/** Whether every file of a staged tree is there as its manifest, known by its digest, says. */
export async function isWhole(tree: string, manifestDigest: string, disk: Disk): Promise<boolean> {
  const bytes = await disk.read(join(tree, manifestName));
  if (bytes === undefined || sha256(bytes) !== manifestDigest) return false;
  const manifest: Manifest | undefined = ManifestSchema.safeParse(jsonOf(bytes)).data;
  if (!manifest) return false;
  for (const [path, digest] of Object.entries(manifest.files)) {
    const file = await disk.read(join(tree, path));
    if (file === undefined || sha256(file) !== digest) return false;
  }
  return true;
}

/** Removes a folder with all it holds; what is gone already is as good. Links are removed, never followed. */
export async function removeTree(folder: string, disk: Disk): Promise<void> {
  for (const { name, type } of (await disk.list(folder)) ?? []) {
    const path = join(folder, name);
    if (type === "folder") await removeTree(path, disk);
    else await disk.removeFile(path).catch(ignoreAbsent);
  }
  await disk.removeFolder(folder).catch(ignoreAbsent);
}

/** Removes a finished or abandoned commit, whatever is left of it. */
export async function clearJournal(places: Places, disk: Disk): Promise<void> {
  await removeTree(places.next, disk);
  await removeTree(places.previous, disk);
  await disk.removeFile(places.record).catch(ignoreAbsent);
  await removeTree(places.journal, disk);
  await disk.sync(places.parent, "folder");
}

function ignoreAbsent(error: unknown): void {
  if (systemCode(error) !== "ENOENT") throw error;
}

function jsonOf(bytes: Buffer | undefined): unknown {
  try {
    return bytes && JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
