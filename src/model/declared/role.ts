import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { CalendarDate } from "../time.ts";

/** Somebody who is in a role because a line of it says so; both dates are days on which it holds. */
export interface RoleMember {
  readonly who: PlacedReference;
  readonly from?: CalendarDate;
  readonly until?: CalendarDate;
  readonly reason?: string;
  /** The request or ticket behind it. */
  readonly ref?: string;
}

/** One attribute that a selector asks for: any of the values will do. */
export interface SelectorTerm {
  /** A field of identity records, or `attributes.<name>`. */
  readonly field: string;
  readonly values: readonly string[];
  readonly place: Place;
}

/** Everybody who has all of the attributes. */
export interface Selector {
  readonly terms: readonly SelectorTerm[];
  readonly place: Place;
}

/** What a job needs: who has it, and what they hold by it. */
export interface DeclaredRole {
  readonly id: string;
  readonly owner: PlacedReference;
  /** Entitlements, and groups with all that those give. */
  readonly grants: readonly PlacedReference[];
  readonly members: readonly RoleMember[];
  readonly selector?: Selector;
  /** Whether everybody whom the selector means has it from the first day, without asking. */
  readonly birthright: boolean;
  readonly validUntil?: CalendarDate;
  readonly place: Place;
}
