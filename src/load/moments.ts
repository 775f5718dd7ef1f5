import { DateTime } from "luxon";

/** Estates have few dates and many records, and what a day is in a zone takes long to find out. */
const known = { start: new Map<string, string>(), end: new Map<string, string>() };

/**
 * The last second at which something that lasts until `moment` still holds: an instant as it stands, a date as the end
 * of that day in `zone`.
 */
export function lastSecond(moment: string, zone: string): string {
  return moment.length > 10 ? moment : edgeOf("end", moment, zone);
}

/** The first second of a moment: an instant as it stands, a date as the start of that day in `zone`. */
export function firstSecond(moment: string, zone: string): string {
  return moment.length > 10 ? moment : edgeOf("start", moment, zone);
}

function edgeOf(edge: "start" | "end", date: string, zone: string): string {
  const key = `${date} ${zone}`;
  const before = known[edge].get(key);
  if (before !== undefined) return before;
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)].map(Number);
  const start = DateTime.fromObject({ year, month, day }, { zone });
  const second = instantAt((edge === "start" ? start.startOf("day") : start.endOf("day")).toMillis());
  known[edge].set(key, second);
  return second;
}

/** No instant, and later than all of them, for a day that no calendar has. */
function instantAt(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? "Invalid DateTime" : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
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
