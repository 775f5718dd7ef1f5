import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { link, mkdir, open, readdir, readFile, readlink, realpath, rename, rmdir, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { byCodeUnit } from "../canonical.ts";
import { isRunning, type Owner, thisProcess } from "./owner.ts";

export interface DiskEntry {
  readonly name: string;
  readonly type: "file" | "folder" | "other";
}

/** Every call by which snapshots touch the file system, one system call or few each, so that a test can fail any of them. */
export interface Disk {
  /** Entries sorted by code unit; undefined where there is no such folder. */
  list(folder: string): Promise<readonly DiskEntry[] | undefined>;
  /** Undefined where there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** SHA-256 in hex of a file's bytes, without keeping them. */
  digest(path: string): Promise<string>;
  /** One folder, which must not be there. */
  makeFolder(path: string): Promise<void>;
  /** A folder and those above it, there or not. */
  makeFolders(path: string): Promise<void>;
  /** A new file. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes a file's bytes, or a folder's entries, survive a power cut. */
  sync(path: string, type: "file" | "folder"): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  link(from: string, to: string): Promise<void>;
  removeFile(path: string): Promise<void>;
  /** An empty folder. */
  removeFolder(path: string): Promise<void>;
  /** Where a path really lies; also for one that is not there, or a link that leads nowhere yet. */
  locate(path: string): Promise<string>;
  pause(milliseconds: number): Promise<void>;
  owner(): Promise<Owner>;
  isRunning(owner: Owner): Promise<boolean>;
}

export const realDisk: Disk = {
  list: (folder) => readEntries(folder).catch(absent),
  read: (path) => readFile(path).catch(absent),
  digest: async (path) => digestOf(path),
  makeFolder: async (path) => mkdir(path),
  makeFolders: async (path) => void (await mkdir(path, { recursive: true })),
  write: writeNew,
  sync: syncEntry,
  rename,
  link,
  removeFile: unlink,
  removeFolder: async (path) => rmdir(path),
  locate: locateFolder,
  pause: async (milliseconds) => void (await sleep(milliseconds)),
  owner: thisProcess,
  isRunning,
};

/** The code of a failed system call, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

async function readEntries(folder: string): Promise<DiskEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .map((entry): DiskEntry => {
      const type = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
      return { name: entry.name, type };
    })
    .toSorted((a, b) => byCodeUnit(a.name, b.name));
}

/** One buffer for all files: those that are read and thrown away would else fill memory before it is cleared. */
const chunk = Buffer.allocUnsafeSlow(256 << 10);

function digestOf(path: string): string {
  const file = openSync(path, "r");
  try {
    const digest = createHash("sha256");
    for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk))
      digest.update(chunk.subarray(0, count));
    return digest.digest("hex");
  } finally {
    closeSync(file);
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

async function syncEntry(path: string, type: "file" | "folder"): Promise<void> {
  // Windows has no way to sync a folder.
  if (type === "folder" && process.platform === "win32") return;
  const entry = await open(path, type === "file" ? "r+" : "r");
  try {
    await entry.sync();
  } finally {
    await entry.close();
  }
}

/** Where a path really lies, links followed; also for one that is not there. */
export async function locateFolder(path: string): Promise<string> {
  const whole = resolve(path);
  const real = await realpath(whole).catch(absent);
  if (real !== undefined) return real;
  // Between two renames a link to the snapshot leads nowhere; what it names is where to look for the rest.
  const target = await readlink(whole).catch(() => undefined);
  if (target !== undefined) return await locateFolder(resolve(dirname(whole), target));
  if (dirname(whole) === whole) return whole;
  return join(await locateFolder(dirname(whole)), basename(whole));
}

function absent(error: unknown): undefined {
  const code = systemCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw error;
}
