import { registryHome } from "../correlate/subjects.ts";
import type { FoundBy } from "../model/declared/found.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { AbsenceDoubt, NotEvaluable, Obstacle, ReportSource } from "../model/report.ts";
import { ownValue } from "../own-value.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JudgedRules, SettledFinding, SettledUnknown } from "./settle.ts";

/** What was judged, as far as it tells whether a finding that is not there is gone. */
export interface AbsenceGround {
  readonly rules: JudgedRules;
  /** Applications and systems in which something could be found. */
  readonly places: ReadonlySet<string>;
  readonly unknowns: readonly SettledUnknown[];
  /** Findings that are told as the cause of another one: they are there. */
  readonly asCause: readonly SettledFinding[];
  /** What keeps a finding that is not there from being proven gone. */
  readonly obstacles: readonly Obstacle[];
  readonly sources: readonly ReportSource[];
  readonly unread: readonly UnreadSource[];
  readonly blind: readonly NotEvaluable[];
}

/** A source that the config names, and of which nothing was read, or not at the last time. */
export interface UnreadSource {
  readonly system: string;
  readonly role: SourceRole;
}

interface Entry {
  readonly fingerprint: string;
  readonly found?: FoundBy;
}

/** What files say of findings that are not there. */
export interface Absent<T> {
  /** Those whose rule was asked where it had found them, and found them no more. */
  readonly gone: T[];
  /** The number of the others. */
  readonly unproven: number;
  /** Why nobody can say so of them, the commonest first; absent where there are none. */
  readonly doubts?: AbsenceDoubt[];
}

export function absentOf<T extends Entry>(
  entries: readonly T[],
  findings: readonly SettledFinding[],
  ground: AbsenceGround,
): Absent<T> {
  const there = new Set([...findings, ...ground.asCause].map((finding) => finding.fingerprint));
  const absent = entries.filter((entry) => !there.has(entry.fingerprint));
  if (absent.length === 0) return { gone: [], unproven: 0 };
  const general = doubtOfAll(ground);
  const possible = possibleMarks(ground);
  const gone: T[] = [];
  const counts = new Map<string, number>();
  for (const entry of absent) {
    const doubt = general ?? doubtOf(entry, ground, possible);
    if (doubt === undefined) gone.push(entry);
    else counts.set(doubt, (counts.get(doubt) ?? 0) + 1);
  }
  const doubts = [...counts].map(([text, count]) => ({ count, text })).toSorted((a, b) => b.count - a.count);
  return { gone, unproven: absent.length - gone.length, ...(doubts.length > 0 && { doubts }) };
}

/** The findings that cases might be, could they be decided. */
function possibleMarks({ unknowns, rules }: AbsenceGround): Set<string> {
  return new Set(
    unknowns.flatMap(({ rule, object, account }) =>
      [...new Set(Object.values(rules.get(rule)?.rule.reasons ?? {}))].map((reasonClass) =>
        fingerprint({ rule, object, account, reasonClass }),
      ),
    ),
  );
}

const blinding: ReadonlySet<string> = new Set(["partial", "denied"]);

/** Why no finding that is not there is gone. */
function doubtOfAll({ obstacles, rules }: AbsenceGround): string | undefined {
  const [obstacle] = obstacles;
  if (obstacle) return `the check could not judge everything: ${obstacle.text}`;
  return [...rules.values()].some(({ unasked }) => unasked) ? "only some rules were asked" : undefined;
}

/**
 * What was not read that the finding may have rested on: people, of whom every application is judged, its own application, and
 * any application where its rule looks at people or machines as a whole.
 */
function unreadFor({ found }: Entry, { rules, sources, unread, blind }: AbsenceGround): string | undefined {
  const examines = found && rules.get(found.rule)?.rule.examines;
  const looksEverywhere = examines === undefined || examines === "subject" || examines === "machine";
  const isMeant = (system: string, role: SourceRole = "application") =>
    looksEverywhere || role !== "application" || system === found?.app;
  const missing = unread.find(({ system, role }) => isMeant(system, role));
  if (missing) return `${missing.system} could not be read`;
  const part = sources.find(
    ({ system, role, kinds }) => isMeant(system, role) && kinds.some(({ completeness }) => blinding.has(completeness)),
  );
  if (part) return `not all of ${part.system} was read`;
  const dark = blind.find(({ code, app }) => code === "correlation-not-set-up" && isMeant(app));
  return dark && `${dark.rule} could not be asked in ${dark.app}: ${dark.text}`;
}

/** Why one that is not there may not be gone; undefined where its rule was asked, and said nothing. */
function doubtOf(entry: Entry, ground: AbsenceGround, possible: ReadonlySet<string>): string | undefined {
  const { fingerprint: mark, found } = entry;
  if (found === undefined) return "nothing says which rule found it";
  const { rule, reason, app } = found;
  const judged = ground.rules.get(rule);
  if (!judged) return `there is no rule ${rule} any more`;
  if (judged.off) return `${rule} is off`;
  const { reasons } = judged.rule;
  const own = ownValue(reasons, reason);
  if (own === undefined) return `${rule} has no reason ${reason}`;
  if (app !== registryHome && !ground.places.has(app)) return `nothing is read of ${app} any more`;
  const unread = unreadFor(entry, ground);
  if (unread !== undefined) return unread;
  const isOfClass = (other: string) => ownValue(reasons, other) === own;
  const dark = ground.blind.find(
    (one) => one.rule === rule && one.app === app && (one.reasons?.some(isOfClass) ?? true),
  );
  if (dark) return `${rule} could not be asked in ${app}: ${dark.text}`;
  return possible.has(mark) ? `a case that ${rule} could not decide may be it` : undefined;
}
