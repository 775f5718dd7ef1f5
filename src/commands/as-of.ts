import { instantOf } from "../model/instant-of.ts";

/**
 * The instant that `--as-of` means, as `YYYY-MM-DDTHH:MM:SSZ`: an instant with its offset, floored to the second, or a
 * date, which is judged at its end in UTC, as auditors mean "as of". Undefined where the text is neither.
 */
export function parseAsOf(text: string): string | undefined {
  const date = /^(\d{4}-\d{2}-\d{2})$/.exec(text)?.[1];
  if (date !== undefined) return isCalendarDate(date) ? `${date}T23:59:59Z` : undefined;
  const match = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text);
  const milliseconds = Date.parse(text);
  if (!match?.[1] || !isCalendarDate(match[1]) || Number.isNaN(milliseconds)) return undefined;
  return instantOf(new Date(milliseconds));
}

/** False for the 30th of February, which `Date` would move into March. */
function isCalendarDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}
