import { isUtf8 } from "node:buffer";
import type * as z from "zod";
import { byCodeUnit, canonicalLine } from "../canonical.ts";
import type { Problem } from "../errors.ts";
import { longestLine } from "../model/record.ts";
import { explainLine, explainUtf8 } from "./explain-line.ts";
import type { SnapshotFile } from "./file.ts";
import { type Line, lines } from "./lines.ts";

const none: ReadonlySet<string> = new Set();

export type Report = (problem: Problem) => void;

/** One good line: its number from 1, its text as it stands, and its value. */
export interface ParsedLine<T> {
  readonly line: number;
  readonly text: string;
  readonly value: T;
}

/**
 * The good lines of an NDJSON file of a snapshot, in order. Whatever is wrong goes to `report` with file, line and, where
 * there is one, column; the rest of the file is read nevertheless. A line that only its form, order or id is wrong with
 * is reported and given; one that is no record of the schema is reported and left out. Lines that are `known` to be good,
 * letter by letter, are not looked at again.
 */
export function* parseLines<T extends { id: string }>(
  file: SnapshotFile,
  schema: z.ZodType<T>,
  report: Report,
  known: ReadonlySet<string> = none,
): Generator<ParsedLine<T>> {
  const { path } = file;
  const text = wholeText(file, report);
  if (text === undefined) return;
  let before: string | undefined;
  for (const line of lines(file.bytes)) {
    const parsed = knownLine<T>(line, known) ?? parseLine(line, path, schema, report);
    if (!parsed) continue;
    const { id } = parsed.value;
    if (id === before) {
      report({
        code: "snapshot/duplicate-id",
        message: `a second line has the id ${id}`,
        place: { file: path, line: line.number, record: id },
        next: "Keep one of the lines, or restore the file with Git.",
      });
    } else if (before !== undefined && byCodeUnit(before, id) > 0) {
      report({
        code: "snapshot/order",
        message: `${id} stands after ${before}`,
        place: { file: path, line: line.number, record: id },
        next: "Restore the file with Git, or collect again.",
      });
    }
    before = id;
    yield parsed;
  }
}

/** Looks at the file as a whole; false where there is no use in reading its lines. */
function wholeText({ path, bytes }: SnapshotFile, report: Report): true | undefined {
  const wrong = (message: string, line?: number, column?: number) => {
    const place = { file: path, ...(line && { line }), ...(column && { column }) };
    report({ code: "snapshot/bad-line", message, place, next: "Restore the file with Git, or collect again." });
  };
  if (bytes.length === 0) return void wrong("the file is empty; a kind without records has no file");
  const mark = bytes.subarray(0, 3).toString("hex");
  if (mark.startsWith("fffe") || mark.startsWith("feff")) return void wrong("the file is UTF-16, not UTF-8", 1);
  if (mark === "efbbbf") return void wrong("the file begins with a byte order mark", 1);
  if (!isUtf8(bytes)) {
    for (const spot of explainUtf8(bytes)) wrong("a byte here is not valid UTF-8", spot.line, spot.column);
    return undefined;
  }
  return true;
}

function knownLine<T>({ number, bytes, ended }: Line, known: ReadonlySet<string>): ParsedLine<T> | undefined {
  if (known.size === 0 || !ended) return undefined;
  const text = bytes.toString("utf8");
  return known.has(text) ? { line: number, text, value: JSON.parse(text) } : undefined;
}

function parseLine<T extends { id: string }>(
  line: Line,
  path: string,
  schema: z.ZodType<T>,
  report: Report,
): ParsedLine<T> | undefined {
  const place = { file: path, line: line.number };
  if (line.bytes.length > longestLine) {
    report({
      code: "snapshot/record-too-large",
      message: `the line has ${line.bytes.length} bytes; no record may be longer than ${longestLine}`,
      place,
      next: "Find out which field grew so large, and leave it out of the mapping.",
    });
    return undefined;
  }
  const text = line.bytes.toString("utf8");
  const value = parsed(text);
  const result = schema.safeParse(value);
  if (!result.success) {
    for (const problem of explainLine(text, schema, place, line.ended)) report(problem);
    return undefined;
  }
  if (!line.ended || canonicalLine(result.data) !== text) {
    for (const problem of explainLine(text, schema, place, line.ended)) report(problem);
  }
  return { line: line.number, text, value: result.data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong, and where, is found out by a reader that keeps positions.
    return undefined;
  }
}
