import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { Severity } from "../severity.ts";
import type { CalendarDate } from "../time.ts";
import type { FoundBy } from "./found.ts";

/** A finding that was there when a repository began to check: a debt with a date. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly found?: FoundBy;
  /** For people who read the file. */
  readonly title: string;
  /** How grave it was; a graver one is not known. Where nobody said, as grave as its rule. */
  readonly severity?: Severity;
  readonly owner: PlacedReference;
  readonly until: CalendarDate;
  readonly place: Place;
}
