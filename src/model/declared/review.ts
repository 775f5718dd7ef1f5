import type { Place } from "../../errors.ts";
import type { PlacedReference } from "../reference.ts";
import type { Moment } from "../time.ts";

/** One decision of an access review. */
export interface DeclaredReview {
  /** A person or machine as a whole, or one object such as a grant. */
  readonly about: PlacedReference;
  readonly decision: "keep" | "revoke";
  readonly by: PlacedReference;
  readonly at: Moment;
  /** The review that it was part of. */
  readonly campaign: string;
  readonly place: Place;
}
