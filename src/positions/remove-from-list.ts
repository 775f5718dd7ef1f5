import type { LineEdit } from "./line-edits.ts";
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
  const lineAt = lineFinder(text);
  const edits: LineEdit[] = [];
  for (const [index, item] of items.entries()) {
    if (!indexes.has(index)) continue;
    const lines =
      root.type === "list" ? linesOfItem(text, item, lineAt) : linesFrom(text, item.start, item.end, lineAt);
    if (!lines) return undefined;
    edits.push({ ...lines, insert: indexes.size === items.length && edits.length === 0 ? ["[]"] : [] });
  }
  return edits;
}

/**
 * The lines on which an item of a list stands, with its dash; undefined where something else stands there too.
 * @param lineAt made once for a text, where many items are asked about
 */
export function linesOfItem(
  text: string,
  item: PositionedNode,
  lineAt = lineFinder(text),
): Pick<LineEdit, "at" | "remove"> | undefined {
  const { start, end } = item.alias ?? item;
  const dash = dashBefore(text, start);
  return dash === undefined ? undefined : linesFrom(text, dash, end, lineAt);
}

/** The dash of the item that begins at a place: an anchor or a tag may stand between the two. */
function dashBefore(text: string, start: number): number | undefined {
  let end = start;
  for (;;) {
    while (end > 0 && /\s/.test(text[end - 1] ?? "")) end -= 1;
    let begin = end;
    while (begin > 0 && !/\s/.test(text[begin - 1] ?? "")) begin -= 1;
    const word = text.slice(begin, end);
    if (word === "-") return begin;
    if (!/^[&!]/.test(word)) return undefined;
    end = begin;
  }
}

/** Finds the line of a place in a text, counted from 0. */
export type LineFinder = (offset: number) => number;

export function lineFinder(text: string): LineFinder {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
  return (offset) => {
    let [from, to] = [0, ends.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((ends[middle] ?? 0) < offset) from = middle + 1;
      else to = middle;
    }
    return from;
  };
}

function linesFrom(
  text: string,
  start: number,
  end: number,
  lineAt: LineFinder,
): Pick<LineEdit, "at" | "remove"> | undefined {
  const lineStart = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  const isAlone = text.slice(lineStart, start).trim() === "" && /^\s*(?:#.*)?$/.test(rest);
  if (!isAlone) return undefined;
  const at = lineAt(start);
  const last = lineAt(end) - (end > 0 && text[end - 1] === "\n" ? 1 : 0);
  return { at, remove: last - at + 1 };
}
