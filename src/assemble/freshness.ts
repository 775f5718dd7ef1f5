import { DateTime } from "luxon";
import type { SystemInput } from "../model/estate-input.ts";

/**
 * The last instant at which an observation still counts as fresh. On a `weekdays` schedule Saturdays and Sundays in the
 * source's zone do not count, so that Friday's export still holds on Monday.
 */
export function freshUntil(observedAt: string, freshness: NonNullable<SystemInput["freshness"]>, zone: string): string {
  let moment = DateTime.fromISO(observedAt, { zone });
  if (freshness.schedule === "daily") return instant(moment.plus({ seconds: freshness.max }));
  let left = freshness.max;
  while (left > 0) {
    const nextDay = moment.plus({ days: 1 }).startOf("day");
    if (moment.weekday > 5) {
      moment = nextDay;
      continue;
    }
    const untilMidnight = nextDay.toSeconds() - moment.toSeconds();
    if (left < untilMidnight) return instant(moment.plus({ seconds: left }));
    left -= untilMidnight;
    moment = nextDay;
  }
  // What runs out at the end of a Friday still holds until Monday begins.
  return instant(moment.weekday > 5 ? moment.plus({ days: 8 - moment.weekday }).startOf("day") : moment);
}

/** An instant as text, floored to the second. */
export function instant(moment: DateTime): string {
  return moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
