import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { replaceFile } from "./replace-file.ts";

const digestLength = 32;

/** What is kept: results of the compiler, or what an earlier commit was judged to be. */
type Shelf = "policies" | "judged";

/** The kept bytes of a key, or nothing when there are none or they are damaged. */
export async function readKept(cacheDir: string, key: string, shelf: Shelf = "policies"): Promise<Buffer | undefined> {
  const kept = await readFile(fileOf(cacheDir, key, shelf)).catch(() => undefined);
  if (kept === undefined || kept.length < digestLength) return undefined;
  const bytes = kept.subarray(digestLength);
  return digestOf(bytes).equals(kept.subarray(0, digestLength)) ? bytes : undefined;
}

/**
 * Keeps bytes under a key, after their SHA-256. The file appears whole or not at all, so processes may race; a cache
 * that cannot be written costs time on the next run and nothing else. What was judged names people: nobody else may read it.
 */
export async function keep(cacheDir: string, key: string, bytes: Uint8Array, shelf: Shelf = "policies"): Promise<void> {
  const file = fileOf(cacheDir, key, shelf);
  try {
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, Buffer.concat([digestOf(bytes), bytes]), shelf === "judged" ? 0o600 : undefined);
  } catch {
    // The next run finds nothing, and works it out again.
  }
}

function fileOf(cacheDir: string, key: string, shelf: Shelf): string {
  return join(cacheDir, shelf, key.slice(0, 2), key.slice(2));
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
