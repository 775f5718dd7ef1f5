import { readMoment } from "../../mapping/read-moment.ts";

/** What the cells of one column say of how its dates are written. */
export interface DateCells {
  /** Formats that read every cell; none where all are ISO 8601, or empty. */
  readonly formats: readonly string[];
  /** The first cell that no format reads. */
  readonly odd?: string;
  /** Whether so many cells are odd that the column may hold no dates at all. */
  readonly isStrange: boolean;
  /** Cells that mean there is no end, such as the year 9999. */
  readonly never: readonly string[];
  readonly isEmpty: boolean;
}

/** Shapes of dates, each with the formats that may be meant; only slashes and dashes leave open which number is the month. */
const shapes: readonly (readonly [shape: RegExp, formats: readonly string[]])[] = [
  [/^\d{1,2}\.\d{1,2}\.\d{4}$/, ["d.M.yyyy"]],
  [/^\d{1,2}\.\d{1,2}\.\d{2}$/, ["d.M.yy"]],
  [/^\d{1,2}\/\d{1,2}\/\d{4}$/, ["M/d/yyyy", "d/M/yyyy"]],
  [/^\d{1,2}\/\d{1,2}\/\d{2}$/, ["M/d/yy", "d/M/yy"]],
  [/^\d{1,2}-\d{1,2}-\d{4}$/, ["M-d-yyyy", "d-M-yyyy"]],
  [/^\d{4}\/\d{1,2}\/\d{1,2}$/, ["yyyy/M/d"]],
  [/^\d{4}\.\d{1,2}\.\d{1,2}$/, ["yyyy.M.d"]],
  [/^\d{8}$/, ["yyyyMMdd", "ddMMyyyy", "MMddyyyy"]],
  [/^\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{4}$/i, ["d MMM yyyy", "d-MMM-yyyy"]],
  [/^\d{1,2}-[A-Z][a-z]{2}-\d{2}$/i, ["d-MMM-yy"]],
  [/^[A-Z][a-z]{2} \d{1,2}, \d{4}$/i, ["MMM d, yyyy"]],
  [/^[A-Z][a-z]{3,} \d{1,2}, \d{4}$/i, ["MMMM d, yyyy"]],
  [/^\d{1,2} [A-Z][a-z]{3,} \d{4}$/i, ["d MMMM yyyy"]],
  [/^\d{10}$/, ["X"]],
  [/^\d{13}$/, ["x"]],
];

const times: readonly (readonly [shape: RegExp, format: string])[] = [
  [/ \d{1,2}:\d{2}:\d{2} [AP]M$/i, " h:mm:ss a"],
  [/ \d{1,2}:\d{2} [AP]M$/i, " h:mm a"],
  [/ \d{1,2}:\d{2}:\d{2}$/, " H:mm:ss"],
  [/ \d{1,2}:\d{2}$/, " H:mm"],
];

/** More cells than this share cannot be dates by oversight. */
const oversight = 0.1;

/** Looks at the cells of a column that should hold dates. Nothing is guessed: where several formats fit, all are given. */
export function readDateCells(all: readonly string[]): DateCells {
  const cells = [...new Set(all)].filter((cell) => cell !== "" && !isNever(cell));
  const odd = cells.filter((cell) => !isIso(cell) && formatsOf(cell).length === 0);
  const written = cells.filter((cell) => !isIso(cell) && !odd.includes(cell));
  const [first, ...others] = written.map(formatsOf);
  const formats = (first ?? []).filter((format) => others.every((one) => one.includes(format)));
  const isMixed = written.length > 0 && formats.length === 0;
  return {
    formats: formats.map((format) => padded(format, written)),
    ...(odd[0] !== undefined && { odd: odd[0] }),
    ...(isMixed && { odd: written.find((cell) => !formatsOf(cell).some((one) => first?.includes(one))) ?? written[0] }),
    isStrange: isMixed || odd.length > cells.length * oversight,
    never: [...new Set(all)].filter((cell) => isNever(cell) || /(?<!\d)9999(?!\d)|^9999\d{4}$/.test(cell)),
    isEmpty: cells.length === 0,
  };
}

/** As `Never`, or `Never logged in`. */
function isNever(cell: string): boolean {
  return /^never(?: logged in| signed in| used| expires)?$/i.test(cell);
}

function isIso(cell: string): boolean {
  return readMoment(cell, { zone: "UTC" }) !== undefined;
}

function formatsOf(cell: string): string[] {
  const [end, time] = times.find(([shape]) => shape.test(cell)) ?? [/$/, ""];
  const date = cell.replace(end, "");
  const formats = shapes.flatMap(([shape, fitting]) => (shape.test(date) ? fitting : []));
  return formats
    .map((format) => `${format}${time}`)
    .filter((format) => isPlausible(readMoment(cell, { format, zone: "UTC" })));
}

/** Digits that happen to make a date of the year 506 are none. */
function isPlausible(moment: string | undefined): boolean {
  const year = Number(moment?.slice(0, 4) ?? 0);
  return year === 9999 || (year >= 1900 && year < 2200);
}

/** Days and months with two digits, where every cell has them. */
function padded(format: string, cells: readonly string[]): string {
  const isPadded = cells.every((cell) => !/(?<!\d)\d(?!\d)/.test(cell));
  return isPadded ? format.replaceAll(/(?<![A-Za-z])[dMHh](?![A-Za-z])/g, "$&$&") : format;
}
