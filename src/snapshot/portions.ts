import type { IdLine, Lines } from "../model/lines.ts";
import { shards } from "../spool/shard.ts";
import type { EarlierKind } from "./earlier-kind.ts";
import { splitAbove } from "./layout.ts";

/** What is merged at once: a shard, or everything. */
export type Portion = string | undefined;

/** A kind that was and is small is merged in one go, any other shard by shard, so that memory holds a little of it. */
export function portionsOf(lines: Lines, earlier: EarlierKind | undefined): readonly Portion[] {
  const isSmall = lines.size <= splitAbove && earlier?.isSharded !== true;
  return isSmall ? [undefined] : shards;
}

export function linesOf(lines: Lines, portion: Portion): readonly IdLine[] {
  return portion === undefined ? lines.all() : lines.shard(portion);
}
