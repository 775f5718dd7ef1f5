/** A change of a text by whole lines. */
export interface LineEdit {
  /** The line, counted from 0, that it begins at; the number of lines to add at the end. */
  readonly at: number;
  /** How many lines go. */
  readonly remove: number;
  /** The lines that come in their place, without their ends. */
  readonly insert: readonly string[];
}

/** The lines of a text, and whether its last one has an end. */
export interface TextLines {
  readonly lines: readonly string[];
  readonly isEnded: boolean;
  /** How most of its lines end. */
  readonly end: "\n" | "\r\n";
}

/** Takes a text apart into lines. */
export function linesOf(text: string): TextLines {
  const parts = text.split(/\r\n|\n/);
  const isEnded = parts.at(-1) === "";
  return {
    lines: isEnded ? parts.slice(0, -1) : parts,
    isEnded,
    end: text.split("\r\n").length * 2 > parts.length + 1 ? "\r\n" : "\n",
  };
}

/** The text with the edits made, every other byte as it was; edits are in the order of their lines and do not overlap. */
export function applyLineEdits(text: string, edits: readonly LineEdit[]): string {
  const { lines, end } = linesOf(text);
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n/g)) starts.push(match.index + match[0].length);
  const startOf = (line: number) => (line < lines.length ? (starts[line] ?? text.length) : text.length);
  const made: string[] = [];
  let done = 0;
  for (const { at, remove, insert } of edits) {
    made.push(text.slice(done, startOf(at)));
    const last = made.findLast((piece) => piece !== "");
    if (insert.length > 0 && last !== undefined && !last.endsWith("\n")) made.push(end);
    for (const line of insert) made.push(line, end);
    done = startOf(at + remove);
  }
  return [...made, text.slice(done)].join("");
}
