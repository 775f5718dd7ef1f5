import type { Finding } from "../../model/report.ts";

/** What a decision is about, as it was when somebody decided. */
export type DecidedFinding = Pick<
  Finding,
  "fingerprint" | "rule" | "object" | "severity" | "title" | "name" | "waiver" | "baseline"
>;

/** What somebody filled in, not looked at yet. `assign` gives what was decided before to another owner, and has an owner alone. */
export interface Draft {
  readonly kind: "accepted-risk" | "false-positive" | "baseline" | "assign";
  readonly owner: string;
  readonly until: string;
  readonly reason?: string;
  readonly approver?: string;
  readonly control?: string;
  readonly ticket?: string;
}

/** A decision that is not written. */
export interface Decision extends Draft {
  readonly about: DecidedFinding;
  /** Which form made it, counted from one: those of one form are taken back together. */
  readonly at: number;
}

/** Names of the fields that a form can have. */
export type FieldName = Exclude<keyof Draft, "kind">;

/** What is missing or wrong in a field. */
export interface FieldProblem {
  readonly field: FieldName;
  readonly message: string;
}
