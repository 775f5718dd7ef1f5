import { entryOf } from "../../positions/node.ts";
import { readJson } from "../../positions/read-json.ts";
import type { Snapshot } from "../../snapshot/index.ts";

/** The line of the manifest at which a system or a file of the snapshot is told of. */
export function manifestLines({ manifestBytes, name }: Snapshot): (what: string) => number | undefined {
  let lines: ReadonlyMap<string, number> | undefined;
  return (what) => {
    lines ??= linesIn(manifestBytes.toString("utf8"), name);
    return lines.get(what);
  };
}

function linesIn(text: string, name: string): Map<string, number> {
  const root = readJson(text, name);
  const lines = new Map<string, number>();
  for (const part of ["files", "sources"]) {
    const node = entryOf(root, part)?.node;
    for (const { key, keyNode } of node?.type === "map" ? node.entries : []) lines.set(key, keyNode.place.line);
  }
  return lines;
}
