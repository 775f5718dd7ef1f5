import { didYouMean } from "../../did-you-mean.ts";
import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import { matchingColumns } from "../../mapping/expand.ts";
import type { Item } from "../../mapping/item.ts";
import { namesUsed } from "../../mapping/names-used.ts";
import type { RecordMapping } from "../../mapping/record-schema.ts";
import { type FoundItems, itemsOf, type Steps } from "../../mapping/tree-items.ts";
import { readJson } from "../../positions/read-json.ts";
import { csvRows } from "../csv-rows.ts";
import { textLines } from "../text-lines.ts";
import { oddRow } from "./odd-rows.ts";

/** A part of a file that is read at once: a row, a line, or all of it. */
export interface Unit {
  items(steps: Steps): FoundItems;
}

/**
 * The rows of a CSV text.
 * @throws EntitlintError with every column the mappings miss, or at the first row that is ragged or none of data
 */
export async function* csvUnits(
  text: AsyncIterable<string>,
  file: string,
  delimiter: string,
  mappings: readonly RecordMapping[],
): AsyncGenerator<Unit> {
  let header: { readonly names: readonly string[]; readonly index: ReadonlyMap<string, number> } | undefined;
  let count = 0;
  for await (const { line, cells } of csvRows(text, { file, delimiter })) {
    const place = { file, line, column: 1 };
    if (header === undefined) {
      const names = cells.map((cell) => cell.trim());
      throwProblems([
        ...duplicateColumns(names, file, line),
        ...missingColumns(names, mappings, { file, line, delimiter }),
      ]);
      header = { names, index: new Map(names.map((name, index) => [name, index])) };
      continue;
    }
    const { names, index } = header;
    const odd = oddRow(cells, names, place);
    if (odd) throw odd;
    if (cells.length !== names.length) throw ragged(cells.length, names.length, place);
    const row: Item = {
      ...{ place, key: String(count), index: count },
      at: (name) => cells[index.get(name) ?? -1],
      names: () => names,
    };
    count++;
    yield {
      items: ({ each }) => ({ items: each === undefined ? [row] : [], reached: each === undefined, problems: [] }),
    };
  }
}

/** The lines of an NDJSON text; empty ones are left out. */
export async function* ndjsonUnits(text: AsyncIterable<string>, file: string): AsyncGenerator<Unit> {
  let count = 0;
  for await (const { line, text: json } of textLines(text, file)) {
    if (json.trim() === "") continue;
    const root = readJson(json, file, line);
    const index = count++;
    yield {
      items(steps) {
        const found = itemsOf(root, steps);
        if (steps.each !== undefined || root.type === "list") return found;
        return { ...found, items: found.items.map((item) => ({ ...item, key: String(index), index })) };
      },
    };
  }
}

function duplicateColumns(names: readonly string[], file: string, line: number): Problem[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => ({
    code: "collect/duplicate-column",
    message: `two columns are named ${JSON.stringify(name)}`,
    place: { file, line, column: 1 },
    next: "Rename one at the source.",
  }));
}

function missingColumns(
  names: readonly string[],
  mappings: readonly RecordMapping[],
  { file, line, delimiter }: { file: string; line: number; delimiter: string },
): Problem[] {
  const used = mappings.flatMap(namesUsed).filter((name) => !name.startsWith("$") && !names.includes(name));
  const patterns = mappings.flatMap(({ columns }) => columns?.from ?? []);
  const unmatched = patterns.filter((pattern) => matchingColumns(names, pattern).length === 0);
  return [...new Set([...used, ...unmatched])].map((name) => {
    const isSeparator = /^sep=/i.test(names[0] ?? "");
    const alone = names.length === 1 && /[;\t|,]/.test(names[0] ?? "");
    const next = isSeparator
      ? "The first line tells a spreadsheet the delimiter, and is no header: remove it."
      : alone
        ? `The header is one cell: is the delimiter really ${JSON.stringify(delimiter)}?`
        : `${didYouMean(name, names)}There are ${names.join(", ").slice(0, 200)}.`;
    return {
      code: "collect/unknown-column",
      message: `there is no column ${JSON.stringify(name)}`,
      place: { file, line, column: 1 },
      next,
    };
  });
}

function ragged(cells: number, columns: number, place: Item["place"]): EntitlintError {
  return new EntitlintError({
    code: "collect/ragged-row",
    message: `the row that begins here has ${cells} cells, the header ${columns}`,
    place,
    next: cells < columns ? "Is the file cut off? Export it again." : "Put cells that hold the delimiter in quotes.",
  });
}
