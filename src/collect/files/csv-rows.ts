import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { EntitlintError, type Problem } from "../../errors.ts";

/** A row by position, with the line it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvOptions {
  readonly file: string;
  readonly delimiter: string;
}

/** The longest row or line that is read; longer ones are refused without reading on. */
export const maxLineLength = 8 * 1024 * 1024;

/**
 * Reads CSV after RFC 4180, the header first, piece by piece; empty lines are left out. Rows with another number of
 * cells than the header are told apart by the caller.
 * @throws EntitlintError at a quote out of place or left open, or a row that is too long
 */
export async function* csvRows(text: AsyncIterable<string>, options: CsvOptions): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: options.delimiter,
    info: true,
    max_record_size: maxLineLength,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(text);
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  const position = { end: 0, empty: 0 };
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = position.end + 1 + info.empty_lines - position.empty;
      position.empty = info.empty_lines;
      position.end = line + record.reduce((sum, cell) => sum + lineEnds(cell), 0);
      yield { line, cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new EntitlintError(problem(error, options.file, position.end + 1), { cause: error });
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
