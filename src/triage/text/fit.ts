import stringWidth from "fast-string-width";
import { safeText } from "../../report/safe-text.ts";
import type { Line, Span } from "./line.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const ascii = /^[\x20-\x7e]*$/;
const ellipsis = "…";

/** What stands between two columns. */
export const divider = " │ ";

/** Columns of a terminal that a text takes. */
export function widthOf(text: string): number {
  return ascii.test(text) ? text.length : stringWidth(text);
}

/** Text of foreign origin, made harmless and cut to a number of columns; no character is cut in two. */
export function clip(text: string, width: number): string {
  return cut(safeText(text), width);
}

/** The same, with spaces behind it up to the width. */
export function fitted(text: string, width: number): string {
  return pad(clip(text, width), width);
}

export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Harmless text cut to a number of columns; what is cut shows as an ellipsis. */
export function cut(text: string, width: number): string {
  if (width <= 0) return "";
  if (ascii.test(text)) return text.length <= width ? text : text.slice(0, width - 1) + ellipsis;
  // Of a text that is far too long only the beginning is measured.
  const head = text.length > width * 8 ? text.slice(0, width * 8) : text;
  if (head === text && stringWidth(text) <= width) return text;
  let kept = "";
  let taken = 0;
  for (const { segment } of graphemes.segment(head)) {
    const wide = stringWidth(segment);
    if (taken + wide > width - 1) break;
    kept += segment;
    taken += wide;
  }
  return kept + ellipsis;
}

/** Text of foreign origin of which the end says most: its beginning is cut. */
export function clipStart(text: string, width: number): string {
  const safe = safeText(text);
  if (widthOf(safe) <= width) return safe;
  if (width <= 0) return "";
  const characters = [...graphemes.segment(safe.slice(-width * 8))].map(({ segment }) => segment);
  let kept = "";
  for (let taken = 0, at = characters.length - 1; at >= 0; at--) {
    const character = characters[at] ?? "";
    taken += widthOf(character);
    if (taken > width - 1) break;
    kept = character + kept;
  }
  return ellipsis + kept;
}

/** Text of foreign origin in parts of a width, nothing of it left out. */
export function parts(text: string, width: number): string[] {
  const safe = safeText(text);
  if (ascii.test(safe) && safe.length <= width) return [safe];
  const found: string[] = [];
  let part = "";
  let taken = 0;
  for (const { segment } of graphemes.segment(safe)) {
    const wide = widthOf(segment);
    if (taken + wide > width && part !== "") {
      found.push(part);
      part = "";
      taken = 0;
    }
    part += segment;
    taken += wide;
  }
  return [...found, part];
}

/** A line cut to the width, or filled up to it. */
export function fitLine(line: Line, width: number): Line {
  const spans: Span[] = [];
  let left = width;
  for (const piece of line.spans) {
    const wide = widthOf(piece.text);
    if (wide <= left) spans.push(piece);
    else if (left > 0) spans.push({ ...piece, text: pad(cut(piece.text, left), left) });
    left -= Math.min(wide, Math.max(0, left));
    if (left <= 0) break;
  }
  if (left > 0) spans.push({ text: " ".repeat(left) });
  return { spans };
}

/** Two columns of lines side by side, as many as the left one has. */
export function beside(
  left: readonly Line[],
  right: readonly Line[],
  [leftWidth, rightWidth]: readonly [number, number],
): Line[] {
  return left.map((one, index) => {
    const other = fitLine(right[index] ?? { spans: [] }, rightWidth);
    return { spans: [...fitLine(one, leftWidth).spans, { text: divider, tone: "faint" }, ...other.spans] };
  });
}
