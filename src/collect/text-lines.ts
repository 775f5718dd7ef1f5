import { EntitlintError } from "../errors.ts";

/** The longest row or line that is read; longer ones are refused without reading on. */
export const maxLineLength = 8 * 1024 * 1024;

/** A line without its end, and its number from 1. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/**
 * Cuts a text that comes in pieces into lines (`\n` or `\r\n`), holding one line at a time.
 * @throws EntitlintError at a line longer than 8 MiB, as soon as that much of it has come
 */
export async function* textLines(pieces: AsyncIterable<string>, file: string): AsyncGenerator<TextLine> {
  let line = 1;
  let open: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", from)) {
      requireShort(length + end - from, file, line);
      const text = open.join("") + piece.slice(from, end);
      yield { line, text: text.endsWith("\r") ? text.slice(0, -1) : text };
      line++;
      open = [];
      length = 0;
      from = end + 1;
    }
    if (from < piece.length) open.push(piece.slice(from));
    length += piece.length - from;
    requireShort(length, file, line);
  }
  if (length > 0) yield { line, text: open.join("") };
}

function requireShort(length: number, file: string, line: number): void {
  if (length <= maxLineLength) return;
  throw new EntitlintError({
    code: "collect/line-too-long",
    message: `the line is longer than ${maxLineLength / 1024 / 1024} MiB`,
    place: { file, line, column: 1 },
    next: "Is it really NDJSON, one record a line?",
  });
}
