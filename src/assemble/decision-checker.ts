import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness } from "../model/estate.ts";
import type { Decided } from "../model/rule.ts";
import { undeclared } from "./blind-to-decisions.ts";
import { reviewChecker } from "./reviewed-places.ts";

/** Tells why nothing is decided of a place that a rule could hold it against; undefined where something is. */
export function decisionChecker(
  estate: LoadedEstate,
  correlation: Correlation,
): (what: Decided, place: string) => Blindness | undefined {
  const unreviewed = reviewChecker(estate, correlation);
  return (what, place) =>
    what === "reviews" || what === "campaigns" ? unreviewed(what, place) : undeclared(what, place, estate, correlation);
}
