import { EntitlintError } from "../../errors.ts";
import type { FilePlace } from "../../positions/node.ts";

/** The error for a row that holds no item, though it could be taken for one; undefined for all others. */
export function oddRow(
  cells: readonly string[],
  names: readonly string[],
  place: FilePlace,
): EntitlintError | undefined {
  if (isHeader(cells, names))
    return new EntitlintError({
      code: "collect/header-again",
      message: "the row that begins here is a header again: its cells are names of columns",
      place,
      next: "Were several exports joined into one file? Keep each in a file of its own and say `pick: all`, or remove the line.",
    });
  const what = isLine(cells) ? "a drawn line" : isTotal(cells) ? "a total of the rows above" : undefined;
  if (what === undefined) return undefined;
  return new EntitlintError({
    code: "collect/not-an-item",
    message: `the row that begins here is ${what}, and no item`,
    place,
    next: "Export data alone, without what a report shows around it, or remove the line.",
  });
}

/**
 * Whether a row names the columns instead of filling them, as where exports were joined into one file: it holds all their
 * names, in any order, or most of them in their places from the first column on.
 */
function isHeader(cells: readonly string[], names: readonly string[]): boolean {
  const written = cells.map(folded);
  const columns = names.map(folded);
  if (written.toSorted().join("\0") === columns.toSorted().join("\0")) return true;
  const inPlace = written.filter((cell, index) => cell !== "" && cell === columns[index]).length;
  return written[0] !== "" && written[0] === columns[0] && inPlace >= 2 && inPlace * 2 >= written.length;
}

/** What database clients draw below the header: every cell is a row of dashes. */
function isLine(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell) => /^\s*[-=_+]{2,}\s*$/.test(cell));
}

/** What reports put below the last row: a word for the sum, and beside it nothing, or numbers. */
function isTotal([first = "", ...others]: readonly string[]): boolean {
  const isSum =
    /^\s*(?:grand total|sub-?total|total|sum|summe|gesamt|count|anzahl)(?: rows| records)?\s*[:=]?\s*\d*\s*$/i;
  return others.length > 1 && isSum.test(first) && others.every((cell) => /^[\s\d.,]*$/.test(cell));
}

function folded(cell: string): string {
  return cell.trim().toLowerCase();
}
