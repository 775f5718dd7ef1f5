import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import type { Blindness } from "../model/estate.ts";
import { isTold } from "./is-told.ts";
import { reviewsById } from "./reviews.ts";

/** How much of a system is known to have been reviewed. */
interface Reviewed {
  /** Whether anything of it was, or anybody who has an account there. */
  readonly any: ReadonlySet<string>;
  /** Whether it was as a whole, or so many of its accounts that an account without a review was passed over. */
  readonly mostly: ReadonlySet<string>;
}

/** The least share of a system's accounts with a review. Below, somebody looked at a few of them and nothing says that all were due. */
const most = 0.5;

/**
 * Tells of which systems no review is known (`reviews`), or too few to say that anything was left out (`campaigns`); all are
 * looked through once, and only if asked.
 */
export function reviewChecker(
  estate: LoadedEstate,
  correlation: Correlation,
): (what: "reviews" | "campaigns", place: string) => Blindness | undefined {
  let known: Reviewed | undefined;
  return (what, place) => {
    known ??= reviewedPlaces(estate, correlation);
    if ((what === "reviews" ? known.any : known.mostly).has(place)) return undefined;
    const text = known.any.has(place)
      ? `reviews are known of fewer than half of the accounts of ${place}`
      : `no review of access in ${place} is known (access/reviews, or records of reviews)`;
    return { code: "nothing-declared", text };
  };
}

function reviewedPlaces(estate: LoadedEstate, correlation: Correlation): Reviewed {
  const reviewed = reviewsById(estate, correlation);
  const tellers = new Set(
    estate.systems
      .filter(({ kinds }) => isTold(kinds.identity?.fieldsRead ?? [], "reviewedAt"))
      .map(({ system }) => system),
  );
  const named = [...reviewed.keys()].flatMap((id) => {
    const [whole, place] = /^(?:app:|[a-z]+:(?=[^/]+\/))([^/]+)/u.exec(id) ?? [];
    return place === undefined ? [] : [{ place, isWhole: whole === `app:${place}` }];
  });
  const any = new Set([...tellers, ...named.map(({ place }) => place)]);
  const mostly = new Set(named.flatMap(({ place, isWhole }) => (isWhole ? [place] : [])));
  for (const [system, { accounts, seen, byOwner }] of sharesOf(estate, correlation, reviewed, tellers)) {
    if (byOwner) any.add(system);
    if (seen >= most * accounts && accounts > 0) mostly.add(system);
  }
  return { any, mostly };
}

/** Of every system how many accounts it has, how many of them were reviewed, and whether any was with whose it is. */
function sharesOf(
  { principals }: LoadedEstate,
  { subjects }: Correlation,
  reviewed: ReadonlyMap<string, unknown>,
  tellers: ReadonlySet<string>,
): ReadonlyMap<string, { accounts: number; seen: number; byOwner: boolean }> {
  const shares = new Map<string, { accounts: number; seen: number; byOwner: boolean }>();
  const shareOf = (system: string) => {
    const share = shares.get(system) ?? { accounts: 0, seen: 0, byOwner: false };
    shares.set(system, share);
    return share;
  };
  const isNoted = ({ system, bytes }: { system: string; bytes: Uint8Array }) =>
    tellers.has(system) && lineText(bytes, 0, bytes.length).includes('"reviewedAt":"');
  for (const { id, identities, accounts } of subjects.all) {
    const records = identities.flatMap((number) => principals.identities[number] ?? []);
    const isSeen = reviewed.has(id) || records.some((row) => reviewed.has(row.id) || isNoted(row));
    if (isSeen) for (const { system } of records) shareOf(system).byOwner = true;
    for (const number of accounts) {
      const row = principals.accounts[number];
      if (!row) continue;
      const share = shareOf(row.system);
      share.accounts += 1;
      if (isSeen) share.byOwner = true;
      if (isSeen || reviewed.has(row.id)) share.seen += 1;
    }
  }
  return shares;
}
