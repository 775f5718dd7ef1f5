import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import { EntitlintError } from "../errors.ts";
import { type PlaceAt, placesOf } from "./line-index.ts";
import type { ListNode, MapEntry, MapNode, PositionedNode, ScalarNode } from "./node.ts";

/**
 * Reads a TOML 1.0 text. Dates stay the text they were written as.
 * @throws EntitlintError at the first syntax error or duplicate key
 */
export function readToml(text: string, file: string): MapNode {
  const placeAt = placesOf(text, file);
  const root = growing(placeAt, 0, text.length);
  for (const statement of parse(text, placeAt).body[0].body) {
    if (statement.type === "TOMLKeyValue") place(root, statement, placeAt, text);
    else {
      const table = tableAt(root, statement, placeAt);
      for (const pair of statement.body) place(table, pair, placeAt, text);
    }
  }
  return frozen(root);
}

/** A map under construction: TOML lets later tables add to earlier ones. */
interface Growing {
  readonly type: "growing";
  readonly start: number;
  end: number;
  readonly place: MapNode["place"];
  readonly entries: Map<string, { readonly keyNode: ScalarNode; value: Growing | GrowingList | PositionedNode }>;
}
interface GrowingList {
  readonly type: "tables";
  readonly tables: [Growing, ...Growing[]];
}

function parse(text: string, placeAt: PlaceAt): AST.TOMLProgram {
  try {
    return parseTOML(text, { tomlVersion: "1.0" });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const code = /multiple times/i.test(error.message) ? "input/duplicate-key" : "input/does-not-parse";
    throw new EntitlintError(
      { code, message: `not valid TOML: ${error.message}`, place: placeAt(error.index), next: "Mend the syntax." },
      { cause: error },
    );
  }
}

function growing(placeAt: PlaceAt, start: number, end: number): Growing {
  return { type: "growing", start, end, place: placeAt(start), entries: new Map() };
}

function place(target: Growing, pair: AST.TOMLKeyValue, placeAt: PlaceAt, text: string): void {
  const last = pair.key.keys.at(-1);
  if (last === undefined) return;
  const map = descend(target, pair.key.keys.slice(0, -1), placeAt);
  const key = keyOf(last, placeAt);
  map.entries.set(key.text, { keyNode: key, value: contentOf(pair.value, placeAt, text) });
  map.end = Math.max(map.end, pair.range[1]);
}

function tableAt(root: Growing, table: AST.TOMLTable, placeAt: PlaceAt): Growing {
  const keys = table.key.keys;
  const last = keys.at(-1);
  if (last === undefined) return root;
  const parent = descend(root, keys.slice(0, -1), placeAt);
  const key = keyOf(last, placeAt);
  if (table.kind === "standard") {
    const made = descend(parent, [last], placeAt);
    made.end = Math.max(made.end, table.range[1]);
    return made;
  }
  const made = growing(placeAt, table.range[0], table.range[1]);
  const existing = parent.entries.get(key.text);
  if (existing?.value.type === "tables") existing.value.tables.push(made);
  else parent.entries.set(key.text, { keyNode: key, value: { type: "tables", tables: [made] } });
  return made;
}

function descend(from: Growing, keys: AST.TOMLKey["keys"], placeAt: PlaceAt): Growing {
  let map = from;
  for (const step of keys) {
    const key = keyOf(step, placeAt);
    const value = map.entries.get(key.text)?.value;
    const inside = value?.type === "tables" ? value.tables.at(-1) : value;
    if (inside?.type === "growing") map = inside;
    else {
      const made = growing(placeAt, step.range[0], step.range[1]);
      map.entries.set(key.text, { keyNode: key, value: made });
      map = made;
    }
  }
  return map;
}

function keyOf(key: AST.TOMLBare | AST.TOMLQuoted, placeAt: PlaceAt): ScalarNode {
  const text = key.type === "TOMLBare" ? key.name : key.value;
  return { type: "scalar", start: key.range[0], end: key.range[1], place: placeAt(key.range[0]), value: text, text };
}

function contentOf(node: AST.TOMLContentNode, placeAt: PlaceAt, source: string): PositionedNode {
  const span = { start: node.range[0], end: node.range[1], place: placeAt(node.range[0]) };
  if (node.type === "TOMLArray")
    return { type: "list", ...span, items: node.elements.map((element) => contentOf(element, placeAt, source)) };
  if (node.type === "TOMLInlineTable") {
    const map = growing(placeAt, span.start, span.end);
    for (const pair of node.body) place(map, pair, placeAt, source);
    return frozen(map);
  }
  const written = source.slice(span.start, span.end);
  if (node.kind === "string") return { type: "scalar", ...span, value: node.value, text: node.value };
  if (node.kind === "boolean") return { type: "scalar", ...span, value: node.value, text: written };
  if (node.kind === "integer" && Number.isSafeInteger(node.value))
    return { type: "scalar", ...span, value: node.value, text: written };
  if (node.kind === "float" && Number.isFinite(node.value))
    return { type: "scalar", ...span, value: node.value, text: written };
  return { type: "scalar", ...span, value: written, text: written };
}

function frozen(map: Growing): MapNode {
  const entries = [...map.entries].map(([key, { keyNode, value }]): MapEntry => {
    if (value.type === "tables") return { key, keyNode, node: frozenList(value) };
    return { key, keyNode, node: value.type === "growing" ? frozen(value) : value };
  });
  return { type: "map", start: map.start, end: map.end, place: map.place, entries };
}

function frozenList(list: GrowingList): ListNode {
  const { start, place } = list.tables[0];
  const end = Math.max(...list.tables.map((table) => table.end));
  return { type: "list", start, end, place, items: list.tables.map(frozen) };
}
