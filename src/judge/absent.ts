import { registryHome } from "../correlate/subjects.ts";
import type { FoundBy } from "../model/declared/found.ts";
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
  readonly blind: readonly NotEvaluable[];
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

const blinding: ReadonlySet<string> = new Set(["partial", "denied", "correlation-not-set-up"]);

/** Why no finding that is not there is gone: people and what they have are joined, so what is missing in one place may be missed in any. */
function doubtOfAll({ obstacles, sources, blind, rules }: AbsenceGround): string | undefined {
  const [obstacle] = obstacles;
  if (obstacle) return `the check could not judge everything: ${obstacle.text}`;
  const unread = sources.find(({ kinds }) => kinds.some(({ completeness }) => blinding.has(completeness)));
  if (unread) return `not all of ${unread.system} was read`;
  if ([...rules.values()].some(({ unasked }) => unasked)) return "only some rules were asked";
  const dark = blind.find(({ code }) => blinding.has(code));
  return dark && `${dark.rule} could not be asked in ${dark.app}: ${dark.text}`;
}

/** Why one that is not there may not be gone; undefined where its rule was asked, and said nothing. */
function doubtOf({ fingerprint: mark, found }: Entry, ground: AbsenceGround, possible: ReadonlySet<string>) {
  if (found === undefined) return "nothing says which rule found it";
  const { rule, reason, app } = found;
  const judged = ground.rules.get(rule);
  if (!judged) return `there is no rule ${rule} any more`;
  if (judged.off) return `${rule} is off`;
  const { reasons } = judged.rule;
  const own = ownValue(reasons, reason);
  if (own === undefined) return `${rule} no longer has the reason ${reason}`;
  if (app !== registryHome && !ground.places.has(app)) return `nothing is read of ${app} any more`;
  const isMeant = (other: string) => ownValue(reasons, other) === own;
  const dark = ground.blind.find(
    (entry) => entry.rule === rule && entry.app === app && (entry.reasons?.some(isMeant) ?? true),
  );
  if (dark) return `${rule} could not be asked in ${app}: ${dark.text}`;
  return possible.has(mark) ? `a case that ${rule} could not decide may be it` : undefined;
}
