import { DateTime } from "luxon";

const ends = new Map<string, string>();

/**
 * The last second at which something that lasts until `moment` still holds: an instant as it stands, a date as the end
 * of that day in `zone`.
 */
export function lastSecond(moment: string, zone: string): string {
  if (moment.length > 10) return moment;
  const key = `${moment} ${zone}`;
  const known = ends.get(key);
  if (known) return known;
  const end = DateTime.fromISO(moment, { zone }).endOf("day").toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
  ends.set(key, end);
  return end;
}

/** The first second of a moment: an instant as it stands, a date as the start of that day in `zone`. */
export function firstSecond(moment: string, zone: string): string {
  if (moment.length > 10) return moment;
  return DateTime.fromISO(moment, { zone }).startOf("day").toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

/**
 * The first second that an instant may stand for: one that ends a day in `zone` is what a mapping makes of the day alone, where
 * something is over since then.
 */
export function firstMeant(instant: string, zone: string): string {
  if (!instant.endsWith("59Z")) return instant;
  const local = DateTime.fromISO(instant, { zone });
  return local.toFormat("HH:mm:ss") === "23:59:59" ? firstSecond(local.toFormat("yyyy-MM-dd"), zone) : instant;
}
