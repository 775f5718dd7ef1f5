import { type Severity, severities } from "../../model/severity.ts";
import type { Movement, TrendWeek } from "../../model/trend.ts";
import type { Tick } from "./follow.ts";
import type { SeenFinding } from "./state.ts";

const dayMilliseconds = 86_400_000;

/** What was looked at, and over which time. */
export interface WeeksGround {
  /** Without that of the snapshot before the span. */
  readonly ticks: readonly Tick[];
  /** When the snapshots were collected that could not be judged. */
  readonly gaps: readonly string[];
  /** The first and the last day. */
  readonly first: string;
  readonly last: string;
}

/** Every week of the span, from Monday to Sunday in UTC, those too of which nothing is known. */
export function weeksOf({ ticks, gaps, first, last }: WeeksGround): TrendWeek[] {
  const weeks: TrendWeek[] = [];
  for (let monday = mondayOf(first); monday <= last; monday = daysLater(monday, 7)) {
    const next = daysLater(monday, 7);
    const isIn = (at: string) => at >= monday && at < next;
    const own = ticks.filter(({ collectedAt }) => isIn(collectedAt));
    const end = own.at(-1);
    weeks.push({
      ...{ week: weekName(monday), monday, judged: own.length, gaps: gaps.filter(isIn).length },
      ...(end && {
        all: { ...movement(own, end), waived: end.waived, notObservable: end.notObservable },
        bySeverity: bySeverity(own, end),
      }),
    });
  }
  return weeks;
}

function bySeverity(own: readonly Tick[], end: Tick): Record<Severity, Movement> {
  const of = (wanted: Severity) => movement(own, end, ({ severity }) => severity === wanted);
  return Object.fromEntries(severities.map((severity) => [severity, of(severity)])) as Record<Severity, Movement>;
}

function movement(own: readonly Tick[], end: Tick, fits: (finding: SeenFinding) => boolean = () => true): Movement {
  const came = own.flatMap((tick) => tick.came.filter(({ finding }) => fits(finding)));
  return {
    new: came.filter(({ arrival }) => arrival === "new").length,
    cameToLight: came.filter(({ arrival }) => arrival === "came-to-light").length,
    mended: own.flatMap((tick) => tick.mended.filter(fits)).length,
    open: end.open.filter(fits).length,
  };
}

/** The day on which a week begins. */
export function mondayOf(day: string): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return daysLater(day.slice(0, 10), -((date.getUTCDay() + 6) % 7));
}

/** By ISO 8601 a week belongs to the year of its Thursday. */
export function weekName(monday: string): string {
  const thursday = daysLater(monday, 3);
  const year = thursday.slice(0, 4);
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / dayMilliseconds;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}
