import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { CalendarDate } from "../time.ts";

/** The name of a rule and where it stands. */
export interface RuleName {
  readonly id: string;
  readonly place: Place;
}

/** An account for emergencies. */
export interface DeclaredBreakGlass {
  readonly account: PlacedReference;
  readonly custodians: readonly PlacedReference[];
  /** When somebody last signed in with it to see whether it works. */
  readonly testedAt: CalendarDate;
  /** Rules that leave it alone. */
  readonly allow: readonly RuleName[];
  readonly place: Place;
}
