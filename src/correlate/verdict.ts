import type { Tombstone } from "../load/tombstones.ts";
import type { Confidence, Link } from "../model/document.ts";
import { type Trial, tryStrongKeys, tryWeakKeys, type Wanted } from "./match.ts";
import type { Populations } from "./population.ts";

/** What the trials say, with hits replaced by the subjects they belong to. */
export interface Verdict {
  readonly situation: Link["situation"];
  readonly by?: string;
  readonly confidence?: Confidence;
  /** The subject it links to. */
  readonly subject?: number;
  /** Subjects that some key found, in the order of trust. */
  readonly candidates: readonly number[];
  /** For `deleted`: who it was, sorted by id. */
  readonly gone?: readonly Tombstone[];
}

/**
 * Decides. The keys that link by themselves must all lead to one subject: two hits at one level, or levels that disagree,
 * are disputed, never a choice. Where a better key has led to one alone, another that fits them and somebody else too (an
 * address that two rows of one person have, say) speaks for nobody else. Weak keys are tried only where those found
 * nobody, and then must agree likewise.
 */
export function decide(wanted: Wanted, populations: Populations, subjectOf: (identity: number) => number): Verdict {
  const strong = decideAmong(tryStrongKeys(wanted, populations), subjectOf);
  return strong === unmatched ? decideAmong(tryWeakKeys(wanted, populations), subjectOf) : strong;
}

const unmatched: Verdict = { situation: "unmatched", candidates: [] };

function decideAmong(trials: readonly Trial[], subjectOf: (identity: number) => number): Verdict {
  let first: Trial | undefined;
  const candidates: number[] = [];
  for (const trial of trials) {
    const found = trial.hits.map(subjectOf);
    const [sole, other] = candidates;
    if (sole !== undefined && other === undefined && found.includes(sole)) continue;
    for (const subject of found) {
      first ??= trial;
      if (!candidates.includes(subject)) candidates.push(subject);
    }
  }
  const [subject, second] = candidates;
  if (subject === undefined || !first) return unmatched;
  const { by, confidence } = first;
  if (second !== undefined) return { situation: "disputed", by, confidence, candidates };
  return { situation: "linked", by, confidence, subject, candidates };
}
