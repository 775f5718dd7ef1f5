import * as z from "zod";

/** An instant exactly as `YYYY-MM-DDTHH:MM:SSZ`, so that instants compare as text. */
export const Instant = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/, {
    error: "must be an instant like 2026-11-22T08:00:00Z",
  });
export type Instant = z.infer<typeof Instant>;

/**
 * An instant since which something is over. Where a source tells the day alone, it is that day's last second in the zone of the
 * source, the latest that it can mean: nobody is late on the day itself.
 */
export const OverSince = Instant.describe("A day alone counts to its end.");
export type OverSince = z.infer<typeof OverSince>;

/** A calendar date without time, judged to the end of that day in the zone of its source. */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** An instant, or a date where the source tells no time. */
export const Moment = z.union([Instant, CalendarDate]);
export type Moment = z.infer<typeof Moment>;

const zones = new Map<string, boolean>();

/** Whether a name is a time zone of the IANA database, as this Node has it; every source names one, most the same. */
export function isZone(name: string): boolean {
  const known = zones.get(name) ?? hasZone(name);
  zones.set(name, known);
  return known;
}

function hasZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // Offsets are known to newer engines alone, and have no summer time.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
