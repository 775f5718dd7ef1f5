import { DateTime } from "luxon";

export interface MomentOptions {
  /** A luxon format that is tried first. */
  readonly format?: string | undefined;
  /** IANA zone of what names none. */
  readonly zone: string;
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
/** Tokens of luxon that tell a time of day, or an instant by themselves. */
const timeTokens = /[HhmsSaTtFfZz]/;

/**
 * Reads a date or a time: in the format given, else in ISO 8601. A date alone stays a date (`2026-01-31`); a time becomes
 * an instant in UTC, floored to the second. A local time that occurs twice when clocks go back is the first of the two;
 * one that is skipped when they go forward is an hour later.
 * @returns undefined where the text is neither
 */
export function readMoment(text: string, { format, zone }: MomentOptions): string | undefined {
  if (format === "X" || format === "x") return epochMoment(text, format === "X" ? 1000 : 1);
  if (format !== undefined) {
    const read = DateTime.fromFormat(text, format, { zone, setZone: true, locale: "en-US" });
    if (read.isValid) return timeTokens.test(withoutLiterals(format)) ? instantOf(read) : read.toFormat("yyyy-MM-dd");
  }
  if (isoDate.test(text)) return DateTime.fromISO(text, { zone: "utc" }).isValid ? text : undefined;
  if (!isoTime.test(text)) return undefined;
  const read = DateTime.fromISO(text.replace(" ", "T").replace(/ (?=[+-]\d)/, ""), { zone, setZone: true });
  return read.isValid ? instantOf(read) : undefined;
}

/** As `readMoment`, but a date alone becomes the instant at which that day begins in the zone. */
export function readInstant(text: string, options: MomentOptions): string | undefined {
  return instantIn(text, options, (day) => day.startOf("day"));
}

/** As `readMoment`, but a date alone becomes the last second of that day in the zone. */
export function readLastInstant(text: string, options: MomentOptions): string | undefined {
  return instantIn(text, options, (day) => day.endOf("day"));
}

function instantIn(text: string, options: MomentOptions, of: (day: DateTime) => DateTime): string | undefined {
  const moment = readMoment(text, options);
  if (moment === undefined || !isoDate.test(moment)) return moment;
  return instantOf(of(DateTime.fromISO(moment, { zone: options.zone })));
}

function epochMoment(text: string, milliseconds: number): string | undefined {
  const epoch = Number(text) * milliseconds;
  return /^-?\d+$/.test(text) && Math.abs(epoch) <= 8.64e15
    ? instantOf(DateTime.fromMillis(epoch, { zone: "utc" }))
    : undefined;
}

/** Of a local time that occurs twice the first is taken; left to itself, luxon chooses by the machine's clock. */
function instantOf(time: DateTime): string | undefined {
  const [first = time] = time.getPossibleOffsets().toSorted((a, b) => a.toMillis() - b.toMillis());
  const utc = first.toUTC();
  return utc.year >= 0 && utc.year <= 9999 ? utc.toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'") : undefined;
}

function withoutLiterals(format: string): string {
  return format.replaceAll(/'[^']*'/g, "");
}
