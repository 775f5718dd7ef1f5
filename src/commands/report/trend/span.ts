import { EntitlintError, type Problem } from "../../../errors.ts";
import type { Wanted } from "../../../judge/trend/choose.ts";
import type { TrendGround } from "../../../judge/trend/index.ts";
import type { TrendSnapshot } from "../../../model/trend.ts";

/** Refuses spans that nothing can lie in. */
export function requireSpan({ from, to }: Wanted, today: string): void {
  if (from !== undefined && to !== undefined && from > to)
    throw usage(`--from ${from} is later than --to ${to}`, "Give the earlier day first.");
  if (from !== undefined && from > today)
    throw usage(`--from ${from} is still to come: today is ${today}`, "Give a day that has begun.");
}

/** What is to be known of a span that does not lie within what the history tells. */
export function spanNotices({ from, to }: Wanted, today: string, oldest: string): string[] {
  const begins = oldest.slice(0, 10);
  return [
    ...(to !== undefined && to > today ? [`--to ${to} is still to come, so that the span is not over`] : []),
    ...(from !== undefined && from < begins
      ? [`the history of snapshots begins on ${begins}: of the days before, from ${from} on, nothing is known`]
      : []),
  ];
}

/** The first and the last day of which something is told, and when the gaps between were collected. */
export function spanOf(
  snapshots: readonly TrendSnapshot[],
  { from, to }: Wanted,
  today: string,
  oldest: string,
): Pick<TrendGround, "first" | "last" | "gaps"> {
  const within = snapshots.filter(({ before }) => !before);
  const begins = oldest.slice(0, 10);
  const first = from === undefined || from < begins ? begins : from;
  const newest = within.flatMap(({ collectedAt }) => collectedAt?.slice(0, 10) ?? []).at(-1) ?? first;
  const last = to === undefined ? newest : to < today ? to : today;
  const gaps = within.flatMap(({ state, collectedAt }) => (state === "gap" ? (collectedAt ?? []) : []));
  return { first, last, gaps };
}

function usage(message: string, next: string): EntitlintError {
  const problem: Problem = { code: "usage/invalid", message, next };
  return new EntitlintError(problem);
}
