import type * as z from "zod";
import { EntitlintError, type Problem } from "../errors.ts";
import { readJson } from "../positions/read-json.ts";
import { validate } from "../positions/validate.ts";
import { lines } from "./lines.ts";

const next = "Restore the file with Git, or collect again.";

/**
 * Why a line of a snapshot file is not as it was written: all there is to say, with columns. Slow and careful; only for
 * lines that are known to be wrong.
 */
export function explainLine(
  text: string,
  schema: z.ZodType,
  place: { readonly file: string; readonly line: number },
  ended: boolean,
): Problem[] {
  const cut: Problem[] = ended ? [] : [bad(place, "the last line has no line end: the file was cut off")];
  if (text === "") return [...cut, bad(place, "the line is empty")];
  if (text.endsWith("\r")) return [...cut, carriageReturn(place)];
  const wrong = explainValue(text, schema, place);
  if (wrong.length > 0 || cut.length > 0) return [...cut, ...wrong];
  return [bad(place, "the record is not in canonical form (order of keys or sets, white space, spelling of values)")];
}

/** Where the lines of a file stop being UTF-8: line and column (in characters) of the first wrong byte of each. */
export function* explainUtf8(bytes: Buffer): Generator<{ readonly line: number; readonly column: number }> {
  for (const line of lines(bytes)) {
    const text = line.bytes.toString("utf8");
    for (let at = text.indexOf("\ufffd"), from = 0; at >= 0; from = at + 1, at = text.indexOf("\ufffd", from)) {
      const offset = Buffer.byteLength(text.slice(0, at));
      if (line.bytes.subarray(offset, offset + 3).toString("hex") === "efbfbd") continue;
      yield { line: line.number, column: at + 1 };
      break;
    }
  }
}

function explainValue(text: string, schema: z.ZodType, place: { readonly file: string; readonly line: number }) {
  try {
    const result = validate(readJson(text, place.file, place.line), schema);
    return result.ok ? [] : result.problems.map((problem) => bad(problem.place ?? place, problem.message));
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    return error.problems.map((problem) => bad(problem.place ?? place, problem.message));
  }
}

function carriageReturn(place: Problem["place"]): Problem {
  return {
    code: "snapshot/bad-line",
    message: "the line ends with a carriage return: line ends were converted",
    ...(place && { place }),
    next: "Write `snapshots/** -text` into .gitattributes, then restore the file with Git.",
  };
}

function bad(place: Problem["place"], message: string): Problem {
  return { code: "snapshot/bad-line", message, ...(place && { place }), next };
}
