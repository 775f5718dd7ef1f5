import { severities } from "../../../../model/severity.ts";
import type { Movement, TrendRank, TrendWeek } from "../../../../model/trend.ts";
import { spanText } from "../../../../report/posture-text.ts";

export type Row = readonly (string | number)[];

const downwards = severities.toReversed();

/** What the columns mean whose names are short. */
export const columnNotes = [
  "Light: came to light, because a snapshot could show it for the first time. Unseen: neither seen nor known to be mended. A question mark: no snapshot of that week was judged.",
  "Mean and median of a rule or an application are those of the time to mend.",
];

export const weekColumns = ["week", "new", "light", "mended", "open", "waived", "unseen"];

/** What a week brought, and what was open at its end; question marks where no snapshot of it was judged. */
export function weekRow({ week, all }: TrendWeek): Row {
  if (!all) return [week, ...weekColumns.slice(1).map(() => "?")];
  return [week, all.new, all.cameToLight, all.mended, all.open, all.waived, all.notObservable];
}

export const severityColumns = ["week", ...downwards];

/** For each severity what was open at the end of the week, and how many were new and mended in it: `4 +1 −2`. */
export function severityRow({ week, bySeverity }: TrendWeek): Row {
  return [week, ...downwards.map((severity) => (bySeverity ? movementText(bySeverity[severity]) : "?"))];
}

/** All weeks together, and what is open at their end. */
export function severitySum(weeks: readonly TrendWeek[]): Row {
  const known = weeks.flatMap(({ bySeverity }) => bySeverity ?? []);
  const sums = downwards.map((severity) => {
    const sum = (of: keyof Movement) => known.reduce((all, week) => all + week[severity][of], 0);
    const open = known.at(-1)?.[severity].open;
    return open === undefined
      ? "?"
      : movementText({ open, new: sum("new"), cameToLight: sum("cameToLight"), mended: sum("mended") });
  });
  return ["all", ...sums];
}

function movementText({ open, new: added, cameToLight, mended }: Movement): string {
  const came = added + cameToLight;
  return [String(open), ...(came > 0 ? [`+${came}`] : []), ...(mended > 0 ? [`−${mended}`] : [])].join(" ");
}

export const rankColumns = ["open", "new", "light", "mended", "unseen", "mean", "median"];

/** A rule or application with its numbers, and how long it took to mend. */
export function rankRow({ id, open, new: added, cameToLight, mended, notObservable, mend }: TrendRank): Row {
  const text = (seconds: number | undefined) => (seconds === undefined ? "–" : spanText(seconds));
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
