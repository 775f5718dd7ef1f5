import { hash } from "node:crypto";
import { byCodeUnit } from "../canonical.ts";
import type { Manifest } from "../model/manifest.ts";

/** SHA-256 in hex. */
export function sha256(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/**
 * The digest that reports name a snapshot by: over the digests of its files alone, so that reading the same state again,
 * at another time and in another run, gives the same one.
 */
export function snapshotDigest(manifest: Pick<Manifest, "files">): string {
  const files = Object.entries(manifest.files).toSorted(([a], [b]) => byCodeUnit(a, b));
  return sha256(files.map(([path, digest]) => `${digest}  ${path}\n`).join(""));
}
