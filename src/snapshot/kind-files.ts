import type { RecordKind } from "../model/record-id.ts";
import { byCodeUnit } from "./canonical.ts";
import { filePath, type Layout, type Part, shardOf } from "./layout.ts";

/** The files that a kind's lines make, by path: lines in the order of their ids, none empty. */
export function kindFiles(
  system: string,
  kind: RecordKind,
  part: Part,
  layout: Layout,
  lines: ReadonlyMap<string, string>,
): Map<string, Buffer> {
  const shards = new Map<string, string[]>();
  for (const id of [...lines.keys()].toSorted(byCodeUnit)) {
    const path = filePath({ system, kind, part, ...(layout === "sharded" && { shard: shardOf(id) }) });
    const shard = shards.get(path) ?? [];
    if (shard.length === 0) shards.set(path, shard);
    shard.push(`${lines.get(id)}\n`);
  }
  return new Map([...shards].map(([path, texts]) => [path, Buffer.from(texts.join(""))]));
}
