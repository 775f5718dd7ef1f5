import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { CsvError } from "csv-parse";
import { type CsvOptions, csvRows } from "../../collect/csv-rows.ts";
import { EntitlintError } from "../../errors.ts";

/** The top of a CSV export: its columns, and the first rows to guess from. */
export interface Sample {
  readonly file: string;
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that were read below the header: all of the export's where `isWhole`. */
  readonly count: number;
  readonly isWhole: boolean;
  /** Why its rows may not be what they seem. */
  readonly doubt?: string;
  /** Other than UTF-8 only where a byte order mark says so. */
  readonly utf16: boolean;
}

const sampleBytes = 1024 * 1024;
const sampleRows = 1000;
/** A row with texts of several lines is shorter than this; a longer one begins with a quote that was never closed. */
const doubtfulRow = 64 * 1024;
const delimiters = [",", ";", "\t", "|"] as const;

/**
 * Reads the top of an export, never more than a megabyte of it.
 * @throws EntitlintError where it is no text, has no header, or breaks the rules of CSV, with the line
 */
export async function readSample(folder: string, file: string): Promise<Sample> {
  const bytes = await head(folder, file);
  const isWhole = bytes.length < sampleBytes;
  const { text, utf16 } = decoded(bytes, file);
  const delimiter = delimiterOf(text);
  const lines = isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1) || text;
  const { rows: all, doubt } = await rowsOf(lines, isWhole, { file, delimiter });
  const [header, ...rows] = all;
  const columns = (header ?? []).map((column) => column.trim());
  const blank = columns.length === 0 || columns.every((column) => column === "");
  if (blank) throw noHeader(file, "its first line is empty");
  const repeated = columns.find((column, index) => column !== "" && columns.indexOf(column) !== index);
  if (repeated !== undefined) throw noHeader(file, `it has two columns ${JSON.stringify(repeated)}`);
  const counted = { count: rows.length, isWhole, ...(doubt !== undefined && { doubt }) };
  return { file, delimiter, columns, rows: rows.slice(0, sampleRows), utf16, ...counted };
}

/** The error for an export whose columns say too little. */
export function noHeader(file: string, why: string): EntitlintError {
  return new EntitlintError({
    code: "init/no-header",
    message: `no mapping can be proposed: ${why}`,
    place: { file, line: 1, column: 1 },
    next: "Export it with a header line, or write its source in entitlint.yaml by hand.",
  });
}

async function head(folder: string, file: string): Promise<Buffer> {
  try {
    // Looked at before it is opened: opening a pipe waits for somebody to write into it.
    if (!(await stat(join(folder, file))).isFile()) throw new Error("it is not a regular file");
    const handle = await open(join(folder, file), "r");
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(sampleBytes), position: 0 });
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new EntitlintError(
      {
        code: "input/unreadable",
        message: `the export cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        place: { file },
        next: "Check its path, which starts from the folder of the config.",
      },
      { cause: error },
    );
  }
}

function decoded(bytes: Buffer, file: string): { text: string; utf16: boolean } {
  const mark = bytes.subarray(0, 2).toString("hex");
  const encoding = mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : "utf-8";
  try {
    // `stream` forgives a character that the end of the sample cuts in two.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    if (!text.includes("\0")) return { text, utf16: encoding !== "utf-8" };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new EntitlintError({
    code: "input/not-utf8",
    message: "the export is not UTF-8 text",
    place: { file, line: 1, column: 1 },
    next: "Export it as UTF-8, or write its source by hand with `encoding`.",
  });
}

function delimiterOf(text: string): Sample["delimiter"] {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const counted = delimiters.map((delimiter) => ({ delimiter, count: firstLine.split(delimiter).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best), { delimiter: ",", count: 0 }).delimiter;
}

interface Rows {
  readonly rows: readonly (readonly string[])[];
  readonly doubt?: string;
}

/**
 * The rows of a sample, read as the collector will read them. In a sample that was cut the last row may seem to have an
 * open quote: it is left out, and is doubtful where it goes on for longer than rows do.
 * @throws EntitlintError `collect/bad-csv` where a quote is out of place, or left open at the file's end
 */
async function rowsOf(text: string, isWhole: boolean, csv: CsvOptions): Promise<Rows> {
  const rows: (readonly string[])[] = [];
  try {
    for await (const { cells } of csvRows(once(text), csv)) rows.push(cells);
    return { rows };
  } catch (error) {
    const isOpen = error instanceof EntitlintError && error.cause instanceof CsvError && isOpenQuote(error.cause);
    const line = isOpen ? (error.problems[0].place?.line ?? 1) : 1;
    if (isWhole || line === 1) throw error;
    const start = startOfLine(text, line);
    const { rows: before } = await rowsOf(text.slice(0, start), true, csv);
    if (text.length - start < doubtfulRow) return { rows: before };
    return { rows: before, doubt: `the row that begins at line ${line} has a quote that is long not closed` };
  }
}

function isOpenQuote({ code }: CsvError): boolean {
  return code === "CSV_QUOTE_NOT_CLOSED";
}

function startOfLine(text: string, line: number): number {
  const ends = text.matchAll(/\r\n|\n|\r/g);
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = endOf(ends.next().value) ?? start;
  return start;
}

function endOf(match: RegExpMatchArray | undefined): number | undefined {
  return match?.index === undefined ? undefined : match.index + match[0].length;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
