import type { Finding } from "../../model/report.ts";

/** What a decision is about, as it was when somebody decided. */
export type DecidedFinding = Pick<
  Finding,
  "fingerprint" | "rule" | "reason" | "app" | "object" | "severity" | "title" | "name" | "waiver" | "baseline" | "note"
>;

/**
 * What somebody filled in, not looked at yet. `assign` gives what was decided before to another owner, and has an owner alone;
 * `note` has a note alone, of which the empty text takes the one away that there is.
 */
export interface Draft {
  readonly kind: "accepted-risk" | "false-positive" | "baseline" | "assign" | "note";
  readonly owner: string;
  readonly until: string;
  readonly reason?: string;
  readonly approver?: string;
  readonly control?: string;
  readonly ticket?: string;
  readonly note?: string;
}

/** A decision that is not written. */
export interface Decision extends Draft {
  readonly about: DecidedFinding;
}

/** Whether one thing to be written takes the place of another: a note stands beside what is decided on the same finding. */
export function isOfSort({ kind }: Pick<Draft, "kind">, other: Pick<Draft, "kind">): boolean {
  return (kind === "note") === (other.kind === "note");
}

/** Names of the fields that a form can have. */
export type FieldName = Exclude<keyof Draft, "kind">;

/** What is missing or wrong in a field. */
export interface FieldProblem {
  readonly field: FieldName;
  readonly message: string;
}
