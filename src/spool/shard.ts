import { idHash, shardNumber } from "./id-hash.ts";

/** Every shard, in order: the first two hex digits of the SHA-256 of the ids that fall into it. */
export const shards: readonly string[] = Array.from({ length: 256 }, (_, shard) => shard.toString(16).padStart(2, "0"));

/** The shard that an id falls into. */
export function shardOf(id: string): string {
  return shards[shardNumber(idHash(id))] ?? "";
}
