import { EntitlintError, type Problem } from "../../errors.ts";
import type { FileTree } from "../../model/file-tree.ts";
import { decode, decodeStream } from "../../positions/decode.ts";
import type { PositionedNode } from "../../positions/node.ts";
import { readJson } from "../../positions/read-json.ts";
import { readToml } from "../../positions/read-toml.ts";
import { readYaml } from "../../positions/read-yaml.ts";
import { formats } from "./schema.ts";

export type Format = (typeof formats)[number];

/** JSON, YAML and TOML have to be read whole, with a place for every value. */
const maxWholeFile = 128 * 1024 * 1024;

/** The format of a file: the one declared, else by its extension. */
export function formatOf(path: string, declared: Format | undefined): Format {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const aliases: Readonly<Record<string, string>> = { yml: "yaml", jsonl: "ndjson" };
  const format = declared ?? formats.find((one) => one === (aliases[extension] ?? extension));
  if (format) return format;
  throw failed(
    "collect/unknown-format",
    path,
    "its extension does not tell its format",
    `Give the read a \`format\`: ${formats.join(", ")}.`,
  );
}

/** The text of a file piece by piece. @throws EntitlintError where there is no such file, or it is no text */
export async function* textOfFile(tree: FileTree, path: string, encoding: string | undefined): AsyncGenerator<string> {
  const chunks = (await tree.stream?.(path)) ?? (await wholeFile(tree, path));
  let isEmpty = true;
  for await (const piece of decodeStream(chunks, { file: path, encoding })) {
    isEmpty &&= piece.trim() === "";
    yield piece;
  }
  if (isEmpty)
    throw failed(
      "input/empty",
      path,
      "the file is empty",
      "Export it again: an export of nothing still has a header or a list.",
    );
}

/** The parsed content of a JSON, YAML or TOML file. */
export async function rootOfFile(
  tree: FileTree,
  path: string,
  format: "json" | "yaml" | "toml",
  encoding: string | undefined,
): Promise<PositionedNode> {
  const [bytes] = await wholeFile(tree, path);
  if (bytes.length > maxWholeFile)
    throw failed(
      "collect/file-too-large",
      path,
      `the file is larger than ${maxWholeFile / 1024 / 1024} MiB`,
      "Export it as NDJSON or CSV, which are read line by line.",
    );
  const text = decode(bytes, { file: path, encoding });
  if (format === "yaml") return readYaml(text, path);
  if (format === "json") return readJson(text, path);
  if (text.trim() === "") throw failed("input/empty", path, "the file is empty", "Export it again.");
  return readToml(text, path);
}

async function wholeFile(tree: FileTree, path: string): Promise<[Uint8Array]> {
  const bytes = await tree.read(path);
  if (bytes) return [bytes];
  throw failed("input/unreadable", path, "the file is gone", "Run again once it is back.");
}

function failed(code: Problem["code"], file: string, message: string, next: string): EntitlintError {
  return new EntitlintError({ code, message, place: { file }, next });
}
