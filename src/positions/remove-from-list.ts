import { type LineEdit, linesOf } from "./line-edits.ts";
import type { PositionedNode } from "./node.ts";

/**
 * The edits that take items out of a YAML document: of a list in lines, those with the indexes given; of a document that
 * is one object, that. Comments before and behind an item stay. Where nothing is left, an empty list stands there.
 * Undefined where an item does not stand on lines of its own.
 */
export function removeFromList(
  text: string,
  root: PositionedNode,
  indexes: ReadonlySet<number>,
): LineEdit[] | undefined {
  const items = root.type === "list" ? root.items : [root];
  const edits: LineEdit[] = [];
  for (const [index, item] of items.entries()) {
    if (!indexes.has(index)) continue;
    const lines = root.type === "list" ? linesOfItem(text, item) : linesFrom(text, item.start, item.end);
    if (!lines) return undefined;
    edits.push({ ...lines, insert: indexes.size === items.length && edits.length === 0 ? ["[]"] : [] });
  }
  return edits;
}

/** The line on which an item of a list begins, with its dash; undefined where something else stands there too. */
export function lineOfItem(text: string, item: PositionedNode): number | undefined {
  return linesOfItem(text, item)?.at;
}

function linesOfItem(text: string, item: PositionedNode): Pick<LineEdit, "at" | "remove"> | undefined {
  const { start, end } = item.alias ?? item;
  // An anchor or a tag may stand between the dash and the item.
  const dash = /-(?:[ \t]+[&!]\S*)*\s*$/.exec(text.slice(0, start))?.index;
  return dash === undefined ? undefined : linesFrom(text, dash, end);
}

function linesFrom(text: string, start: number, end: number): Pick<LineEdit, "at" | "remove"> | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? "";
  const isAlone = text.slice(lineStart, start).trim() === "" && /^\s*(?:#.*)?$/.test(rest);
  if (!isAlone) return undefined;
  const at = linesOf(text.slice(0, start)).lines.length - (text.slice(lineStart, start) === "" ? 0 : 1);
  const last = linesOf(text.slice(0, end)).lines.length - 1;
  return { at, remove: last - at + 1 };
}
