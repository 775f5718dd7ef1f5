import type { Instant } from "./time.ts";

/** A point in time as text, floored to the second. */
export function instantOf(date: Date): Instant {
  return `${date.toISOString().slice(0, 19)}Z`;
}
