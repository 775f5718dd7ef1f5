import type { NotEvaluable, Obstacle, ReportSource } from "../model/report.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JudgedRules, SettledFinding, SettledUnknown } from "./settle.ts";

/** What was judged, as far as it tells whether a finding that is not there is gone. */
export interface AbsenceGround {
  readonly rules: JudgedRules;
  readonly unknowns: readonly SettledUnknown[];
  /** Findings that are told as the cause of another one: they are there. */
  readonly asCause: readonly SettledFinding[];
  /** What keeps a finding that is not there from being proven gone. */
  readonly obstacles: readonly Obstacle[];
  readonly sources: readonly ReportSource[];
  readonly blind: readonly NotEvaluable[];
}

/** What files say of findings that are not there: `gone` for sure, and the number of those of which nobody can say so. */
export function absentOf<T extends { readonly fingerprint: string }>(
  entries: readonly T[],
  findings: readonly SettledFinding[],
  ground: AbsenceGround,
): { readonly gone: T[]; readonly unproven: number } {
  const there = new Set([...findings, ...ground.asCause].map((finding) => finding.fingerprint));
  const absent = entries.filter((entry) => !there.has(entry.fingerprint));
  if (absent.length === 0 || !isWhole(ground)) return { gone: [], unproven: absent.length };
  const possible = possibleMarks(ground);
  const gone = absent.filter((entry) => !possible.has(entry.fingerprint));
  return { gone, unproven: absent.length - gone.length };
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

/** Whether everything was read and asked, so that a finding that is not there is gone. */
function isWhole({ obstacles, sources, blind, rules }: AbsenceGround): boolean {
  const isRead = sources.every(({ kinds }) => kinds.every(({ completeness }) => !blinding.has(completeness)));
  const isAsked = ![...rules.values()].some(({ unasked }) => unasked);
  return obstacles.length === 0 && isRead && isAsked && !blind.some(({ code }) => blinding.has(code));
}
