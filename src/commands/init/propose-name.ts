import { columnFor, columnNamed } from "./column-names.ts";

/** Columns that hold the last name in some exports, and the whole one in others. */
const lastOrWhole = ["name", "nom"];

/** Where the name of somebody stands: a column, or a template of two; undefined where no column says so. */
export function proposeName(
  columns: readonly string[],
  cellsOf: (column: string) => readonly string[],
): ProposedName | undefined {
  const first = columnFor("firstName", columns);
  const last = columnFor("lastName", columns);
  const whole = columnFor("displayName", columns);
  if (first !== undefined && last !== undefined && whole === undefined) return inParts(first, last);
  const open = columnNamed(lastOrWhole, columns);
  if (first !== undefined && last === undefined && open !== undefined && (whole ?? open) === open) {
    const parts = cellsOf(first);
    const isWhole = cellsOf(open).some((cell, index) => parts[index] !== "" && cell.includes(parts[index] ?? ""));
    return isWhole ? { from: open, columns: [open] } : inParts(first, open);
  }
  return whole === undefined ? undefined : { from: whole, columns: [whole] };
}

/** A column or template, and the columns that it takes. */
export interface ProposedName {
  readonly from: string;
  readonly columns: readonly string[];
}

function inParts(first: string, last: string): ProposedName {
  return { from: `{${first}} {${last}}`, columns: [first, last] };
}
