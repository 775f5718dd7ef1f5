import type { Instant } from "../model/time.ts";

/** The calendar date (UTC) so many days after an instant. */
export function dateAfter(instant: Instant, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole seconds from one instant to another. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
