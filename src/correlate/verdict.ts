import type { Confidence, Link } from "../model/document.ts";
import type { Trial } from "./match.ts";

/** What the trials say, with hits replaced by the subjects they belong to. */
export interface Verdict {
  readonly situation: Link["situation"];
  readonly by?: string;
  readonly confidence?: Confidence;
  /** The subject it links to. */
  readonly subject?: number;
  /** Subjects that some key found, in the order of trust. */
  readonly candidates: readonly number[];
}

/**
 * Decides. The keys above `weak` must all lead to one subject: two hits at one level, or levels that disagree, are
 * disputed, never a choice. Weak keys count only where no stronger one found anybody, and then must agree likewise.
 */
export function decide(trials: readonly Trial[], subjectOf: (identity: number) => number): Verdict {
  const strong = decideAmong(
    trials.filter((trial) => trial.confidence !== "weak"),
    subjectOf,
  );
  if (strong.situation !== "unmatched") return strong;
  return decideAmong(
    trials.filter((trial) => trial.confidence === "weak"),
    subjectOf,
  );
}

function decideAmong(trials: readonly Trial[], subjectOf: (identity: number) => number): Verdict {
  const found = trials.filter((trial) => trial.hits.length > 0);
  const candidates = [...new Set(found.flatMap((trial) => trial.hits.map(subjectOf)))];
  const [subject] = candidates;
  const [first] = found;
  if (subject === undefined || !first) return { situation: "unmatched", candidates: [] };
  if (candidates.length > 1) return { situation: "disputed", by: first.by, confidence: first.confidence, candidates };
  return { situation: "linked", by: first.by, confidence: first.confidence, subject, candidates };
}
