import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { CalendarDate } from "../time.ts";

/** A finding that was there when a repository began to check: a debt with a date. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** For people who read the file. */
  readonly title: string;
  readonly owner: PlacedReference;
  readonly until: CalendarDate;
  readonly place: Place;
}
