import { hash } from "node:crypto";

/** The first 64 bits of the SHA-256 of an id, as two numbers. */
export type IdHash = readonly [high: number, low: number];

export function idHash(id: string): IdHash {
  const bytes = hash("sha256", id, "binary");
  return [wordAt(bytes, 0), wordAt(bytes, 4)];
}

/** The number of the shard that an id falls into: the first eight bits. */
export function shardNumber([high]: IdHash): number {
  return high >>> 24;
}

function wordAt(bytes: string, at: number): number {
  const upper = (bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1);
  const lower = (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3);
  return upper * 0x10000 + lower;
}
