import type { Problem } from "../errors.ts";
import type { MapEntry, MapNode, PositionedNode, ScalarNode } from "./node.ts";

/** Pairs up the children of a mapping, applies merge keys, and reports duplicate and non-scalar keys. */
export function mapFrom(source: string, children: readonly PositionedNode[], problems: Problem[]): MapEntry[] {
  const own = new Map<string, MapEntry>();
  const sources: MapNode[] = [];
  for (let index = 0; index + 1 < children.length; index += 2) {
    const keyNode = children[index];
    const node = children[index + 1];
    if (keyNode === undefined || node === undefined) continue;
    if (keyNode.type !== "scalar") problems.push(oddKey(keyNode));
    else if (isMergeKey(source, keyNode)) sources.push(...mergeSources(node, problems));
    else {
      const first = own.get(keyNode.text);
      if (first) problems.push(duplicateKey(keyNode, first.keyNode));
      else own.set(keyNode.text, { key: keyNode.text, keyNode, node });
    }
  }
  const all = new Map(own);
  for (const { entries } of sources)
    for (const entry of entries) if (!all.has(entry.key)) all.set(entry.key, { ...entry, merged: true });
  return [...all.values()];
}

/** The problem of a key that stands twice in one map, with both places. */
export function duplicateKey(second: ScalarNode, first: ScalarNode): Problem {
  const { line, column } = first.place;
  return {
    code: "input/duplicate-key",
    message: `the key ${JSON.stringify(second.text)} stands already at ${line}:${column}`,
    place: second.place,
    next: "Keep one of the two.",
  };
}

function isMergeKey(source: string, key: ScalarNode): boolean {
  return key.text === "<<" && source.slice(key.start, key.end) === "<<";
}

function mergeSources(node: PositionedNode, problems: Problem[]): MapNode[] {
  const candidates = node.type === "list" ? node.items : [node];
  const maps = candidates.filter((candidate) => candidate.type === "map");
  if (maps.length !== candidates.length)
    problems.push({
      code: "input/does-not-parse",
      message: "a merge key takes a map or a list of maps",
      place: node.place,
      next: "Merge an anchored map.",
    });
  return maps;
}

function oddKey(key: PositionedNode): Problem {
  return {
    code: "input/does-not-parse",
    message: `a ${key.type} cannot be a key`,
    place: key.place,
    next: "Use plain text as the key.",
  };
}
