import { byCodeUnit } from "../../canonical.ts";
import { compareSeverity } from "../../model/severity.ts";
import type { EpisodeState, Trend, TrendFinding } from "../../model/trend.ts";
import { secondsBetween } from "../../snapshot/instant.ts";
import { follow, type Track } from "./follow.ts";
import { timesOf } from "./measure.ts";
import { ranksOf } from "./ranks.ts";
import type { JudgedState } from "./state.ts";
import { weeksOf } from "./weeks.ts";

/** All that a trend is worked out from. */
export interface TrendGround {
  /** In the order in which they were collected. */
  readonly states: readonly JudgedState[];
  /** Whether the first of them lies before the span. */
  readonly startsBefore: boolean;
  /** When snapshots of the span were collected that could not be judged. */
  readonly gaps: readonly string[];
  /** The first and the last day of the span. */
  readonly first: string;
  readonly last: string;
}

type Worked = Pick<Trend, "detect" | "mend" | "weeks" | "rules" | "apps" | "findings">;

/** What became of every finding, and the figures of it. */
export function workOut({ states, startsBefore, gaps, first, last }: TrendGround): Worked {
  const { tracks, ticks } = follow(states);
  const end = states.at(-1)?.collectedAt ?? "";
  const findings = tracks.map((track) => findingOf(track, end)).sort(byStanding);
  const episodes = findings.flatMap((finding) => finding.episodes);
  return {
    detect: timesOf(episodes.map(({ detect }) => detect)),
    mend: timesOf(episodes.flatMap(({ mend }) => mend ?? [])),
    weeks: weeksOf({ ticks: startsBefore ? ticks.slice(1) : ticks, gaps, first, last }),
    rules: ranksOf(
      findings,
      ({ rule }) => rule,
      ({ title }) => title,
    ),
    apps: ranksOf(findings, ({ app }) => app),
    findings,
  };
}

function findingOf({ finding, episodes }: Track, end: string): TrendFinding {
  const { fingerprint, rule, title, severity, app, object, subject, name, msg, since } = finding;
  const last = episodes.at(-1);
  if (!last) throw new Error("a finding was followed that was never seen");
  const isMended = last.state === "mended";
  return {
    ...{ fingerprint, rule, title, severity, app, object, subject },
    ...(name !== undefined && { name }),
    msg,
    ...(since && { since }),
    ...{ state: last.state, firstSeen: episodes[0]?.firstSeen ?? last.firstSeen, lastSeen: last.lastSeen },
    ...(!isMended && { ageSeconds: secondsBetween(last.firstSeen, end) }),
    ...(!isMended && last.arrival === "start" && { ageAtLeast: true as const }),
    ...(last.mendedAt !== undefined && { mendedAt: last.mendedAt }),
    episodes,
  };
}

const order: readonly EpisodeState[] = ["open", "not-observable", "waived", "mended"];

function byStanding(a: TrendFinding, b: TrendFinding): number {
  return (
    order.indexOf(a.state) - order.indexOf(b.state) ||
    compareSeverity(b.severity, a.severity) ||
    byCodeUnit(a.firstSeen, b.firstSeen) ||
    byCodeUnit(a.fingerprint, b.fingerprint)
  );
}
