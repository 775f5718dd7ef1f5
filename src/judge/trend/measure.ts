import type { Since } from "../../model/finding.ts";
import type { Arrival, Episode, Measured, Times } from "../../model/trend.ts";
import { secondsBetween } from "../../snapshot/instant.ts";

/**
 * From when its rule says that it began to the first snapshot that shows it. What was there from the start was seen at a time that
 * nobody knows, and what had been mended in between has begun anew since.
 */
export function detectTime(
  { arrival, firstSeen, since }: Pick<Episode, "arrival" | "firstSeen"> & { readonly since: Since | undefined },
  mendedBefore: string | undefined,
): Measured {
  const isOlder = since && mendedBefore !== undefined && since.at < mendedBefore;
  if (arrival === "start" || !since || isOlder || since.at > firstSeen) return { kind: "cannot-say" };
  return { kind: kinds[since.kind], seconds: secondsBetween(since.at, firstSeen) };
}

/** What began some time after an instant was seen within the time from it, and what began before it not within that. */
const kinds = { at: "known", after: "at-most", before: "at-least" } as const;

/** From the first snapshot that showed it to the one that shows it gone. */
export function mendTime(ended: {
  readonly arrival: Arrival;
  readonly firstSeen: string;
  readonly mendedAt: string;
  readonly unseenBefore: boolean;
}): Measured {
  if (ended.unseenBefore) return { kind: "cannot-say" };
  const seconds = secondsBetween(ended.firstSeen, ended.mendedAt);
  return { kind: ended.arrival === "start" ? "at-least" : "known", seconds };
}

/** Mean and median of what is known; the rest is counted and goes into neither. */
export function timesOf(measured: readonly Measured[]): Times {
  const known = measured.flatMap((one) => (one.kind === "known" ? [one.seconds] : [])).sort((a, b) => a - b);
  const count = (kind: Measured["kind"]) => measured.filter((one) => one.kind === kind).length;
  return {
    count: known.length,
    ...(known.length > 0 && {
      meanSeconds: Math.round(known.reduce((sum, seconds) => sum + seconds, 0) / known.length),
      medianSeconds: medianOf(known),
    }),
    ...{ atLeast: count("at-least"), atMost: count("at-most"), cannotSay: count("cannot-say") },
  };
}

/** The middle one; between two, the middle of both. */
function medianOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 1 ? above : Math.round((below + above) / 2);
}
