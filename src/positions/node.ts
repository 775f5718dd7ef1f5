import type { Place } from "../errors.ts";

/** A spot in a text file. Lines and columns count from 1, columns in UTF-16 code units. */
export interface FilePlace extends Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of the decoded text: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface NodeBase extends Span {
  readonly place: FilePlace;
  /** Set where the node came in through a YAML alias: the stretch of the `*name` itself. */
  readonly alias?: Span;
}

export interface MapEntry {
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly node: PositionedNode;
  /** True where the entry came in by a YAML merge key and stands in another map. */
  readonly merged?: true;
}

export interface MapNode extends NodeBase {
  readonly type: "map";
  /** In the order of the text; no key occurs twice. */
  readonly entries: readonly MapEntry[];
}

export interface ListNode extends NodeBase {
  readonly type: "list";
  readonly items: readonly PositionedNode[];
}

export interface ScalarNode extends NodeBase {
  readonly type: "scalar";
  /** The typed value; an integer beyond 2^53 stays the text it was written as, a TOML date its text. */
  readonly value: string | number | boolean | null;
  /** A string's content; any other scalar as it was written, so that `007` and `1e3` are not lost. */
  readonly text: string;
}

/** One value of a YAML, JSON or TOML file with the place it stands at. */
export type PositionedNode = MapNode | ListNode | ScalarNode;

/** The entry of a map by key, or undefined (also where the node is no map). */
export function entryOf(node: PositionedNode, key: string): MapEntry | undefined {
  return node.type === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The node at a path of keys and list indexes, or undefined where the path leads nowhere. */
export function nodeAt(root: PositionedNode, path: readonly PropertyKey[]): PositionedNode | undefined {
  let node: PositionedNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    if (node.type === "list") node = typeof step === "number" ? node.items[step] : undefined;
    else node = entryOf(node, String(step))?.node;
  }
  return node;
}
