import { open } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { EntitlintError } from "../../errors.ts";

/** The top of a CSV export: its columns, and the first rows to guess from. */
export interface Sample {
  readonly file: string;
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Other than UTF-8 only where a byte order mark says so. */
  readonly utf16: boolean;
}

const sampleBytes = 1024 * 1024;
const sampleRows = 1000;
const delimiters = [",", ";", "\t", "|"] as const;

/** Reads the top of an export, never more than a megabyte of it. */
export async function readSample(folder: string, file: string): Promise<Sample> {
  const { text, utf16 } = decoded(await head(folder, file), file);
  const delimiter = delimiterOf(text);
  const [header, ...rows] = rowsOf(text, delimiter);
  const columns = (header ?? []).map((column) => column.trim());
  const blank = columns.length === 0 || columns.every((column) => column === "");
  if (blank) throw noHeader(file, "its first line is empty");
  const repeated = columns.find((column, index) => column !== "" && columns.indexOf(column) !== index);
  if (repeated !== undefined) throw noHeader(file, `it has two columns ${JSON.stringify(repeated)}`);
  return { file, delimiter, columns, rows, utf16 };
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
    const handle = await open(join(folder, file), "r");
    try {
      if (!(await handle.stat()).isFile()) throw new Error("it is not a regular file");
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

function rowsOf(text: string, delimiter: string): string[][] {
  const options = { delimiter, skip_empty_lines: true, relax_column_count: true } as const;
  const whole = text.length < sampleBytes ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  try {
    return parse(whole, { ...options, to: sampleRows });
  } catch {
    // Rows that are broken are the collector's to report; a header is enough for a proposal.
    return tryHeader(text, options);
  }
}

function tryHeader(text: string, options: { readonly delimiter: string }): string[][] {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  return [firstLine.split(options.delimiter).map((cell) => cell.replace(/^"(.*)"$/, "$1"))];
}
