import { byCodeUnit } from "../canonical.ts";
import type { RecordKind } from "../model/record-id.ts";
import { shardOf } from "../spool/shard.ts";
import { filePath, type Layout, type Part } from "./layout.ts";

/** The lines of the files that a kind makes, by path, in the order of their ids. */
export function kindFiles(
  system: string,
  kind: RecordKind,
  part: Part,
  layout: Layout,
  lines: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const shards = new Map<string, string[]>();
  for (const id of [...lines.keys()].toSorted(byCodeUnit)) {
    const path = filePath({ system, kind, part, ...(layout === "sharded" && { shard: shardOf(id) }) });
    const shard = shards.get(path) ?? [];
    if (shard.length === 0) shards.set(path, shard);
    shard.push(lines.get(id) ?? "");
  }
  return shards;
}
