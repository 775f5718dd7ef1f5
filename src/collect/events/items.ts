import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import { ProblemList } from "../../mapping/problem-list.ts";
import { decode, decodeStream } from "../../positions/decode.ts";
import { entryOf, type FilePlace, type PositionedNode } from "../../positions/node.ts";
import { readJson } from "../../positions/read-json.ts";
import { toPlain } from "../../positions/to-plain.ts";
import type { CollectContext } from "../collector.ts";
import { csvRows } from "../csv-rows.ts";
import { textLines } from "../text-lines.ts";
import { entraHeader, entraRow, type Header } from "./entra-csv.ts";
import type { EventsOptions, Read } from "./schema.ts";

/** One entry of a log file as plain data, or a compact token as text. */
export interface Item {
  readonly value: unknown;
  readonly place: FilePlace;
}

/** A JSON file has to be read whole. */
const largest = 128 * 1024 * 1024;

/**
 * The entries of a file, in its order: the rows of a CSV file, the lines of NDJSON (or tokens, one a line), or the elements
 * of a JSON list, which may stand below `value` as Graph answers.
 * @throws EntitlintError with every line that cannot be read
 */
export async function* itemsIn(
  path: string,
  { log, ...read }: Read & Pick<EventsOptions, "log">,
  { files }: CollectContext,
): AsyncGenerator<Item> {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const whole = async () => {
    const bytes = await files.read(path);
    if (bytes) return bytes;
    throw failed(path, "input/unreadable", "the file is gone", "Run again once it is back.");
  };
  const pieces = async () =>
    decodeStream((await files.stream?.(path)) ?? [await whole()], { file: path, encoding: read.encoding });
  if (extension === "csv") yield* rowsOf(await pieces(), path, { log, ...read });
  else if (extension === "json") {
    const bytes = await whole();
    if (bytes.length > largest)
      throw failed(
        path,
        "collect/file-too-large",
        "the file is larger than 128 MiB",
        "Export it as NDJSON, which is read line by line.",
      );
    yield* elementsOf(readJson(decode(bytes, { file: path, encoding: read.encoding }), path));
  } else yield* linesOf(await pieces(), path);
}

async function* linesOf(pieces: AsyncIterable<string>, file: string): AsyncGenerator<Item> {
  const problems = new ProblemList();
  let count = 0;
  for await (const { line, text } of textLines(pieces, file)) {
    if (text.trim() === "") continue;
    count += 1;
    const place = { file, line, column: 1 };
    if (!/^\s*[[{]/u.test(text)) yield { value: text.trim(), place };
    else {
      const node = await problems.attempt(async () => readJson(text, file, line));
      if (node) yield { value: toPlain(node), place };
    }
  }
  problems.throwIfAny();
  if (count === 0)
    throw failed(file, "input/empty", "the file is empty", "Export it again: a JSON log of nothing is an empty list.");
}

function* elementsOf(root: PositionedNode): Generator<Item> {
  const list = root.type === "list" ? root : entryOf(root, "value")?.node;
  // Okta's event hooks and one token alone are a map.
  const elements = list?.type === "list" ? list.items : [root];
  for (const node of elements) yield { value: toPlain(node), place: node.place };
}

async function* rowsOf(
  pieces: AsyncIterable<string>,
  file: string,
  read: Read & Pick<EventsOptions, "log">,
): AsyncGenerator<Item> {
  if (read.log !== "entra")
    throw failed(file, "collect/unknown-format", `a log of ${read.log} is no CSV file`, "Export it as JSON or NDJSON.");
  let header: Header | undefined;
  let width = 0;
  for await (const { line, cells } of csvRows(pieces, { file, delimiter: read.delimiter ?? "," })) {
    const place = { file, line, column: 1 };
    if (header === undefined) {
      const found = entraHeader(
        cells.map((cell) => cell.trim()),
        read.columns,
        place,
      );
      if (Array.isArray(found)) throwProblems(found);
      header = found as Header;
      width = cells.length;
    } else if (cells.length !== width) {
      const message = `the row that begins here has ${cells.length} cells, the header ${width}`;
      throw new EntitlintError({
        code: "collect/ragged-row",
        message,
        place,
        next: "Is the file cut off? Export it again.",
      });
    } else yield { value: entraRow(cells, header), place };
  }
  if (header === undefined)
    throw failed(file, "input/empty", "the file is empty", "Export it again: an export of nothing still has a header.");
}

function failed(file: string, code: Problem["code"], message: string, next: string): EntitlintError {
  return new EntitlintError({ code, message, place: { file }, next });
}
