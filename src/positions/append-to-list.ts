import { type LineEdit, linesOf } from "./line-edits.ts";
import type { ListNode, PositionedNode } from "./node.ts";

/**
 * The edits that put more items behind the last one of a YAML document's list, whatever comments stand around it. An empty
 * list in brackets gives way to them. Undefined where the document is no list, or one written in brackets.
 * @param items the lines of each item, as they would stand at the left margin
 */
export function appendToList(
  text: string,
  root: PositionedNode,
  items: readonly (readonly string[])[],
): LineEdit[] | undefined {
  if (root.type !== "list") return undefined;
  const emptied = root.items.length === 0 ? withoutBrackets(text, root) : [];
  const indent = root.items.length === 0 ? 0 : root.place.column - 1;
  const isBlock = root.items.length === 0 || text[root.start] === "-";
  if (!emptied || !isBlock) return undefined;
  const margin = " ".repeat(indent);
  const insert = items.flatMap((lines) => lines.map((line) => `${margin}${line}`));
  return [...emptied, { at: lastLine(text, root), remove: 0, insert }];
}

/** Takes `[]` away, and its line where nothing else stands on it. */
function withoutBrackets(text: string, { start, end, place }: ListNode): LineEdit[] | undefined {
  if (text.slice(start, end).replace(/\s/g, "") !== "[]" || /[\r\n]/.test(text.slice(start, end))) return undefined;
  const line = linesOf(text).lines[place.line - 1] ?? "";
  const rest = `${line.slice(0, place.column - 1)}${line.slice(place.column - 1 + end - start)}`.trim();
  return [{ at: place.line - 1, remove: 1, insert: rest === "" ? [] : [rest] }];
}

/** The line before which more items stand: that of the mark that ends the document, else the end of the text. */
function lastLine(text: string, { end }: ListNode): number {
  const { lines } = linesOf(text);
  const before = linesOf(text.slice(0, end)).lines.length;
  const mark = lines.findIndex((line, index) => index >= before - 1 && /^\.\.\.(?:\s|$)/.test(line));
  return mark < 0 ? lines.length : mark;
}
