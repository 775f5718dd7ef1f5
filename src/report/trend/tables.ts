import { severities } from "../../model/severity.ts";
import type { Trend, TrendRank, TrendWeek } from "../../model/trend.ts";
import { weekNumber } from "./words.ts";

export type Row = readonly (string | number)[];

const downwards = severities.toReversed();

export const weekColumns = ["week", "new", "to light", "mended", "open", ...downwards, "waived", "not observable"];

/** What a week brought, and what was open at its end; question marks where no snapshot of it was judged. */
export function weekRow(week: TrendWeek): Row {
  const of = (pick: (all: NonNullable<TrendWeek["all"]>) => number) => weekNumber(week, pick);
  return [
    week.week,
    ...[of((all) => all.new), of((all) => all.cameToLight), of((all) => all.mended), of((all) => all.open)],
    ...downwards.map((severity) => week.bySeverity?.[severity].open ?? "?"),
    ...[of((all) => all.waived), of((all) => all.notObservable)],
  ];
}

export const severityColumns = ["severity", "new", "to light", "mended", "open at the end"];

/** The sum of all weeks, by severity. */
export function severityRows({ weeks }: Trend): Row[] {
  const known = weeks.flatMap(({ bySeverity }) => bySeverity ?? []);
  return downwards.map((severity) => {
    const sum = (of: "new" | "cameToLight" | "mended") => known.reduce((all, week) => all + week[severity][of], 0);
    return [severity, sum("new"), sum("cameToLight"), sum("mended"), known.at(-1)?.[severity].open ?? "?"];
  });
}

export const rankColumns = ["open", "new", "to light", "mended", "not observable", "mean to mend", "median to mend"];

export function rankRow(
  { id, open, new: added, cameToLight, mended, notObservable, mend }: TrendRank,
  span: (seconds: number) => string,
): Row {
  const text = (seconds: number | undefined) => (seconds === undefined ? "–" : span(seconds));
  return [id, open, added, cameToLight, mended, notObservable, text(mend.meanSeconds), text(mend.medianSeconds)];
}

/** The last entries, and how many come before. */
export function lastOf<T>(entries: readonly T[], most: number, all: boolean): { shown: readonly T[]; hidden: number } {
  const shown = all ? entries : entries.slice(-most);
  return { shown, hidden: entries.length - shown.length };
}

/** The first entries, and how many come after. */
export function firstOf<T>(entries: readonly T[], most: number, all: boolean): { shown: readonly T[]; hidden: number } {
  const shown = all ? entries : entries.slice(0, most);
  return { shown, hidden: entries.length - shown.length };
}
