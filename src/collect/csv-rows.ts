import { Readable } from "node:stream";
import { CsvError, type Parser, parse } from "csv-parse";
import { EntitlintError, type Problem } from "../errors.ts";
import { maxLineLength } from "./text-lines.ts";

/** A row by position, with the line it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvOptions {
  readonly file: string;
  readonly delimiter: string;
}

/**
 * Reads CSV after RFC 4180, the header first, piece by piece; empty lines are left out. Rows with another number of
 * cells than the header are told apart by the caller.
 * @throws EntitlintError at a quote out of place or left open, or a row that is too long
 */
export async function* csvRows(text: AsyncIterable<string>, options: CsvOptions): AsyncGenerator<CsvRow> {
  let end = 0;
  let empty = 0;
  const lines: number[] = [];
  const parser: AsyncIterable<string[]> & Parser = parse({
    delimiter: options.delimiter,
    max_record_size: maxLineLength,
    // Lines are counted as rows are recognised, because rows that precede an error in one piece are never handed out.
    on_record(cells: string[], { empty_lines }) {
      const line = end + 1 + empty_lines - empty;
      empty = empty_lines;
      end = line + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
      lines.push(line);
      return cells;
    },
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(text);
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const cells of parser) yield { line: lines.shift() ?? 1, cells };
  } catch (error) {
    if (error instanceof CsvError) throw new EntitlintError(problem(error, options.file, end + 1), { cause: error });
    throw error;
  } finally {
    source.destroy();
  }
}

function lineEnds(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function problem(error: CsvError, file: string, line: number): Problem {
  const place = { file, line, column: 1 };
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return {
      code: "collect/line-too-long",
      message: `the row that begins here is longer than ${maxLineLength / 1024 / 1024} MiB`,
      place,
      next: "Is a quote left open, or the delimiter another one?",
    };
  const open = error.code === "CSV_QUOTE_NOT_CLOSED";
  return {
    code: "collect/bad-csv",
    message: open
      ? "the row that begins here has a quote that is never closed: the file is cut off, or a quote is missing"
      : "the row that begins here has a quote out of place",
    place,
    next: open
      ? "Export it again, or close the quote."
      : 'Put the whole cell in quotes and double those within it ("").',
  };
}
