import type { DeclaredAt, GrantEntry } from "../model/document.ts";

/** A grant that reaches an account, by which groups. */
export interface ReachedGrant {
  readonly grant: number;
  readonly via?: readonly string[];
  /** How many of the principal's own memberships lead to it, where that is counted. */
  readonly ways?: number;
  /** Where not everything was observed: whether this way was, and the line in Git that says so. */
  readonly layer?: { readonly observed: boolean; readonly declared: DeclaredAt | undefined };
  /** What it lies in, where the subject holds nothing of that. */
  outside?: GrantEntry["outside"];
  /** The tenants that it leads from one into another. */
  crosses?: GrantEntry["crosses"];
  /** What Git says of it, as text of the entry. */
  note?: string;
}
