import type { Trend } from "../../model/trend.ts";
import { mondayOf } from "./weeks.ts";

/** Which snapshots are looked at. */
export interface Wanted {
  /** Days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly every: Trend["every"];
}

interface Dated {
  readonly collectedAt: string;
}

/** The snapshots of a span, those before it, and how many were left out. */
export interface Choice<T> {
  readonly within: readonly T[];
  /** Those before, the latest first: the first that can be judged tells what was there already. */
  readonly earlier: readonly T[];
  readonly leftOut: Trend["leftOut"];
}

/** Chooses among snapshots, which are in the order in which they were collected: of a day, week or month the last. */
export function choose<T extends Dated>(all: readonly T[], { from, to, every }: Wanted): Choice<T> {
  const dayOf = ({ collectedAt }: T) => collectedAt.slice(0, 10);
  const inside = all.filter(
    (one) => (from === undefined || dayOf(one) >= from) && (to === undefined || dayOf(one) <= to),
  );
  const last = new Map(inside.map((one) => [periodOf(one.collectedAt, every), one]));
  const within = inside.filter((one) => last.get(periodOf(one.collectedAt, every)) === one);
  return {
    within,
    earlier: all.filter((one) => from !== undefined && dayOf(one) < from).toReversed(),
    leftOut: { byEvery: inside.length - within.length, outside: all.length - inside.length },
  };
}

function periodOf(at: string, every: Trend["every"]): string {
  if (every === "week") return mondayOf(at);
  return every === "month" ? at.slice(0, 7) : every === "day" ? at.slice(0, 10) : at;
}
