import type { Place } from "../errors.ts";
import type { Scope } from "./document.ts";
import type { RawFinding } from "./finding.ts";
import type { RawFigure } from "./posture.ts";

/** A finding or an undecided case, with the document it came from. */
export interface PlacedFinding extends RawFinding {
  readonly subject: string;
  readonly scope: Scope;
}

/** A figure with the subject whose document gave it. */
export interface PlacedFigure extends RawFigure {
  readonly subject: string;
}

/** A rule that could not be evaluated on one document: it aborted, ran too long, filled its memory, or gave nonsense. */
export interface RuleFailure {
  readonly rule: string;
  readonly subject: string;
  readonly scope: Scope;
  readonly reason: "aborted" | "timed-out" | "not-a-finding" | "not-read" | "misplaced";
  readonly text: string;
  /** Where a rule of the user's own stands. */
  readonly place?: Place;
}

/** What evaluating all documents gave. Order is that of documents; nothing is sorted yet. */
export interface Evaluation {
  readonly documents: number;
  readonly findings: readonly PlacedFinding[];
  readonly unknowns: readonly PlacedFinding[];
  readonly failures: readonly RuleFailure[];
  readonly figures: readonly PlacedFigure[];
}

/** How one rule is asked alone. */
export interface RuleEntrypoint {
  readonly scope: Scope;
  readonly entrypoint: string;
  /** Where a rule of the user's own stands. */
  readonly place?: Place;
}

/** The compiled rules as the evaluating stage needs them. */
export interface CompiledPack {
  readonly wasm: Uint8Array;
  /** Entrypoint of each scope, `entitlint/main/subject`. */
  readonly entrypoints: Readonly<Record<Scope, string>>;
  /** Entrypoint of each rule by rule id, for isolating the one that fails. */
  readonly ruleEntrypoints: Readonly<Record<string, RuleEntrypoint>>;
}
