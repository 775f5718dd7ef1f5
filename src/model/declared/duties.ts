import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { Severity } from "../severity.ts";

/** Two sides of which nobody may hold both. */
export interface DeclaredConflict {
  readonly id: string;
  /** Tags, entitlements and groups; holding any of them is holding the side. */
  readonly a: readonly PlacedReference[];
  readonly b: readonly PlacedReference[];
  readonly severity: Severity;
  /** Whether both have to reach one environment for it to be a conflict. */
  readonly scope: "any" | "same-environment";
  readonly reason?: string;
  readonly place: Place;
}
