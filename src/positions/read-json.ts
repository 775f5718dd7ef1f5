import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { EntitlintError, type Problem, throwProblems } from "../errors.ts";
import { type PlaceAt, placesOf } from "./line-index.ts";
import type { MapEntry, PositionedNode, ScalarNode } from "./node.ts";
import { duplicateKey } from "./yaml-map.ts";

const maxDepth = 200;

/**
 * Reads a JSON text (RFC 8259: no comments, no trailing commas) that holds one value.
 * @param firstLine the line of the text in its file, for NDJSON
 * @throws EntitlintError with the first syntax error (the rest follow from it), or every duplicate key
 */
export function readJson(text: string, file: string, firstLine = 1): PositionedNode {
  const placeAt = placesOf(text, file, firstLine);
  if (text.trim() === "") {
    throw new EntitlintError({
      code: "input/empty",
      message: "there is no JSON value",
      place: placeAt(0),
      next: "Write its content, or remove the file.",
    });
  }
  const errors: ParseError[] = [];
  const root = parse(text, errors, placeAt);
  throwProblems(errors.slice(0, 1).map((error) => syntaxProblem(text, error, placeAt)));
  const problems: Problem[] = [];
  const node = convert(root, { text, placeAt, problems });
  throwProblems(problems);
  return node;
}

function parse(text: string, errors: ParseError[], placeAt: PlaceAt): Node {
  const tooDeep = deepAt(text);
  if (tooDeep !== undefined) {
    throw new EntitlintError({
      code: "input/too-deep",
      message: `values are nested more than ${maxDepth} levels deep`,
      place: placeAt(tooDeep),
      next: "Flatten the data.",
    });
  }
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  return root ?? { type: "null", offset: 0, length: 0 };
}

/** The offset of the first bracket beyond the depth limit; strings are skipped, so that a bracket in one is no level. */
function deepAt(text: string): number | undefined {
  let depth = 0;
  for (const match of text.matchAll(/"(?:[^"\\]+|\\[\s\S])*"?|[[{]|[\]}]/g)) {
    const [token] = match;
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth > maxDepth) return match.index;
  }
  return undefined;
}

function syntaxProblem(text: string, error: ParseError, placeAt: PlaceAt): Problem {
  const words = printParseErrorCode(error.error).replace(/(?<=[a-z])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  const end = error.offset >= text.trimEnd().length ? " (the text ends here: is the file cut off?)" : "";
  return {
    code: "input/does-not-parse",
    message: `not valid JSON: ${words.toLowerCase()}${end}`,
    place: placeAt(error.offset),
    next: "Mend the syntax; comments and trailing commas are not JSON.",
  };
}

interface Reading {
  readonly text: string;
  readonly placeAt: PlaceAt;
  readonly problems: Problem[];
}

function convert(node: Node, reading: Reading): PositionedNode {
  const span = { start: node.offset, end: node.offset + node.length, place: reading.placeAt(node.offset) };
  const children = node.children ?? [];
  if (node.type === "array") return { type: "list", ...span, items: children.map((child) => convert(child, reading)) };
  if (node.type === "object") return { type: "map", ...span, entries: entriesOf(children, reading) };
  return { type: "scalar", ...span, ...scalarValue(node, reading.text) };
}

function scalarValue(node: Node, source: string): Pick<ScalarNode, "value" | "text"> {
  const literal = source.slice(node.offset, node.offset + node.length);
  const value: unknown = node.value;
  if (typeof value === "string") return { value, text: value };
  if (typeof value === "boolean") return { value, text: literal };
  if (typeof value !== "number") return { value: null, text: literal };
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return { value: exact ? value : literal, text: literal };
}

function entriesOf(properties: readonly Node[], reading: Reading): MapEntry[] {
  const entries = new Map<string, MapEntry>();
  for (const { children } of properties) {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) continue;
    const keyNode = convert(key, reading);
    if (keyNode.type !== "scalar") continue;
    const first = entries.get(keyNode.text);
    if (first) reading.problems.push(duplicateKey(keyNode, first.keyNode));
    else entries.set(keyNode.text, { key: keyNode.text, keyNode, node: convert(value, reading) });
  }
  return [...entries.values()];
}
