import type { ColumnMeaning } from "./column-names.ts";
import { type DateCells, readDateCells } from "./date-cells.ts";

/** A field with a date, and how the cells of its column are to be read. */
export interface ProposedDate {
  readonly field: ColumnMeaning;
  readonly column: string;
  /** Set where the cells are not ISO 8601, and say what they are. */
  readonly format?: string;
  /** Formats that fit equally well: which is meant has to be said by somebody. */
  readonly choices?: readonly string[];
  /** A cell that is no date. */
  readonly odd?: string;
  /** Whether the column can be read; a mapping of it would be a guess otherwise. */
  readonly isClear: boolean;
  /** Cells that mean there is no end. */
  readonly never: readonly string[];
}

/** A format chosen by a person, by the choices that were put before them. */
export type ChosenFormats = ReadonlyMap<string, string>;

interface Looked {
  readonly field: ColumnMeaning;
  readonly column: string;
  readonly cells: DateCells;
}

/**
 * How the dates of an export are written. One column that leaves open which number is the month is settled by another of
 * the same file, written alike, that does not; columns that all leave it open stay so until somebody has chosen.
 */
export function proposeDates(
  columns: readonly { readonly field: ColumnMeaning; readonly column: string; readonly cells: readonly string[] }[],
  chosen: ChosenFormats = new Map(),
): ProposedDate[] {
  const looked = columns.map(({ field, column, cells }): Looked => ({ field, column, cells: readDateCells(cells) }));
  const isOpen = looked.some(({ cells }) => cells.isStrange || left(cells, looked).length > 1);
  return looked.map(({ field, column, cells }) => {
    const formats = left(cells, looked);
    const pick = chosen.get(choiceKey(formats));
    const [only, second] = pick === undefined ? formats : [pick];
    const base = { field, column, never: cells.never, ...(cells.odd !== undefined && { odd: cells.odd }) };
    if (cells.isStrange || (cells.isEmpty && isOpen && chosen.size === 0)) return { ...base, isClear: false };
    if (second !== undefined) return { ...base, choices: formats, isClear: false };
    return { ...base, isClear: true, ...(only !== undefined && { format: only }) };
  });
}

/** What a choice between formats is remembered under. */
export function choiceKey(formats: readonly string[]): string {
  return formats.join(" ");
}

/** The format of all dates of an export that are not ISO 8601; undefined where there is none, or columns differ. */
export function commonFormat(dates: readonly ProposedDate[]): string | undefined {
  const [first, ...others] = new Set(dates.flatMap(({ format }) => format ?? []));
  return others.length === 0 ? first : undefined;
}

/** The formats of a column that no other column, written in the same shape, speaks against. */
function left({ formats }: DateCells, all: readonly Looked[]): readonly string[] {
  if (formats.length < 2) return formats;
  const orders = all.flatMap(({ cells }) =>
    cells.formats.some((one) => sameShape(one, formats)) ? [cells.formats.map(orderOf)] : [],
  );
  const fitting = formats.filter((format) => orders.every((known) => known.includes(orderOf(format))));
  return fitting.length > 0 ? fitting : formats;
}

function sameShape(format: string, others: readonly string[]): boolean {
  return others.some((other) => shapeOf(other) === shapeOf(format));
}

/** The date of a format with day and month made alike, without its time. */
function shapeOf(format: string): string {
  return dateOf(format).replaceAll(/d+|M+/g, "?");
}

function orderOf(format: string): string {
  return dateOf(format).replaceAll(/(.)\1+/g, "$1");
}

function dateOf(format: string): string {
  return format.replace(/ [Hh]+:mm.*$/, "");
}
