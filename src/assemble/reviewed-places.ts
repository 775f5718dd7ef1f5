import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Blindness } from "../model/estate.ts";
import { isTold } from "./is-told.ts";
import { reviewsById } from "./reviews.ts";

/** Tells of which systems no review is known; all are looked through once, and only if asked. */
export function reviewChecker(
  estate: LoadedEstate,
  correlation: Correlation,
): (place: string) => Blindness | undefined {
  let places: ReadonlySet<string> | undefined;
  return (place) => {
    places ??= reviewedPlaces(estate, correlation);
    if (places.has(place)) return undefined;
    return {
      code: "nothing-declared",
      text: `no review of access in ${place} is known (access/reviews, or records of reviews)`,
    };
  };
}

/** Systems of which something was reviewed, or somebody who has an account there, or which tell reviews themselves. */
function reviewedPlaces(estate: LoadedEstate, correlation: Correlation): ReadonlySet<string> {
  const { systems, principals } = estate;
  const reviewed = reviewsById(estate, correlation);
  const places = new Set(
    systems.flatMap(({ system, kinds }) => (isTold(kinds.identity?.fieldsRead ?? [], "reviewedAt") ? [system] : [])),
  );
  for (const id of reviewed.keys()) {
    const [, place] = /^(?:app:|[a-z]+:(?=[^/]+\/))([^/]+)/u.exec(id) ?? [];
    if (place !== undefined) places.add(place);
  }
  if (reviewed.size === 0) return places;
  for (const { id, identities, accounts } of correlation.subjects.all) {
    const records = identities.flatMap((number) => principals.identities[number] ?? []);
    if (![id, ...records.map((row) => row.id)].some((one) => reviewed.has(one))) continue;
    for (const { system } of records) places.add(system);
    for (const number of accounts) places.add(principals.accounts[number]?.system ?? "");
  }
  return places;
}
