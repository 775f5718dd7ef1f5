import type { Since } from "./finding.ts";
import type { Finding } from "./report.ts";
import type { Severity } from "./severity.ts";

/** A snapshot of the repository's history, as it was looked at. */
export interface TrendSnapshot {
  readonly commit: string;
  /** Absent where not even that could be read. */
  readonly collectedAt?: string;
  /** Whether the rules judged it; of a gap nothing is known. */
  readonly state: "judged" | "gap";
  /** Why it is a gap, or why what it does not show counts as mended nowhere. */
  readonly why?: string;
  /** Set for the last one before the span: it tells what was there already. */
  readonly before?: true;
}

/**
 * How a finding came to be seen: `start` with the first snapshot that was judged, `came-to-light` when a reading could show it
 * for the first time, `new` where the reading before could have shown it and did not.
 */
export type Arrival = "start" | "came-to-light" | "new";

/**
 * How a finding stands at the end: `open`, `waived`, `mended`, or `not-observable`, because what it rests on was not read, or
 * could not be judged.
 */
export type EpisodeState = "open" | "waived" | "mended" | "not-observable";

/** A time in which a finding was there without being mended. */
export interface Episode {
  readonly arrival: Arrival;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly state: EpisodeState;
  /** The reading that showed it gone. */
  readonly mendedAt?: string;
  /** Set where readings before that could not show it: when it was mended is then not known to within one reading. */
  readonly unseenBefore?: true;
  /** From the beginning of what its rule is about to the reading that showed it. */
  readonly detect: Measured;
  /** From the first reading that showed it to the one that showed it gone; absent while it is not mended. */
  readonly mend?: Measured;
}

/** A time that is known, or why it is not: `at-least` and `at-most` are limits. */
export type Measured =
  | { readonly kind: "known" | "at-least" | "at-most"; readonly seconds: number }
  | { readonly kind: "cannot-say" };

/** What became of one finding. */
export interface TrendFinding
  extends Pick<Finding, "fingerprint" | "rule" | "title" | "severity" | "app" | "object" | "subject" | "name" | "msg"> {
  readonly since?: Since;
  /** How it stands at the end. */
  readonly state: EpisodeState;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** From when it was first seen, in its last episode, to the last snapshot; absent where it is mended. */
  readonly ageSeconds?: number;
  /** Set where it was there from the start, so that it is at least as old. */
  readonly ageAtLeast?: true;
  readonly mendedAt?: string;
  readonly episodes: readonly Episode[];
}

/** Mean and median of times that are known, and how many are not. */
export interface Times {
  readonly count: number;
  /** Absent where there is none to count. */
  readonly meanSeconds?: number;
  readonly medianSeconds?: number;
  readonly atLeast: number;
  readonly atMost: number;
  readonly cannotSay: number;
}

/** What a week brought; numbers are findings. */
export interface Movement {
  readonly new: number;
  readonly cameToLight: number;
  readonly mended: number;
  /** At the end of the week. */
  readonly open: number;
}

export interface TrendWeek {
  /** By ISO 8601: `2026-W47`. */
  readonly week: string;
  readonly monday: string;
  /** Snapshots of it that were judged; where there is none, nothing is known of it, and the numbers are absent. */
  readonly judged: number;
  readonly gaps: number;
  readonly all?: Movement & { readonly waived: number; readonly notObservable: number };
  readonly bySeverity?: Readonly<Record<Severity, Movement>>;
}

/** A rule or an application. */
export interface TrendRank extends Movement {
  readonly id: string;
  readonly title?: string;
  readonly notObservable: number;
  readonly detect: Times;
  readonly mend: Times;
}

/** What became of findings over the snapshots of a repository's history. */
export interface Trend {
  readonly version: 1;
  readonly tool: { readonly name: "entitlint"; readonly version: string };
  /** The instant at which it was asked. */
  readonly asOf: string;
  readonly from?: string;
  readonly to?: string;
  readonly every: "snapshot" | "day" | "week" | "month";
  /** By which rules all snapshots were judged: those of today. */
  readonly judgedBy: { readonly policies: string; readonly config: string; readonly rules: number };
  readonly exitCode: number;
  /** In the order in which they were collected. */
  readonly snapshots: readonly TrendSnapshot[];
  /** How many snapshots were not looked at: by `--every`, and because they lie outside of the span. */
  readonly leftOut: { readonly byEvery: number; readonly outside: number };
  readonly notices: readonly string[];
  readonly detect: Times;
  readonly mend: Times;
  readonly weeks: readonly TrendWeek[];
  readonly rules: readonly TrendRank[];
  readonly apps: readonly TrendRank[];
  /** Those that are not mended first, the gravest first. */
  readonly findings: readonly TrendFinding[];
}
