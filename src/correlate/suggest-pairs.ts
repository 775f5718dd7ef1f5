import type { IdentityRow } from "../load/estate-rows.ts";
import type { LoadedEstate } from "../load/index.ts";
import { type AttributeBag, attributeValues, plainAttributes } from "../load/match-keys.ts";
import type { Correlation } from "./index.ts";
import { pairKey, peopleSystems } from "./population.ts";

/** A pair of attributes that would link accounts: how many it would link, to whom, and how many it would leave in doubt. */
export interface SuggestedPair {
  readonly account: string;
  readonly person: string;
  readonly ignoreCase: boolean;
  readonly links: number;
  /** Accounts whose value several people share. */
  readonly ambiguous: number;
  readonly samples: readonly { readonly account: string; readonly value: string; readonly person: string }[];
}

export interface LinkSuggestions {
  readonly app: string;
  readonly people: readonly string[];
  readonly accounts: number;
  readonly linked: number;
  /** Best first; only pairs that link something. */
  readonly pairs: readonly SuggestedPair[];
}

const samples = 3;

/** Tries every pair of attributes on the accounts of an application that found nobody. */
export function suggestPairs(app: string, estate: LoadedEstate, correlation: Correlation): LinkSuggestions {
  const { accounts, identities } = estate.principals;
  const people = peopleSystems(correlation.apps.get(app));
  const own = accounts
    .map((row, number) => ({ row, link: correlation.links[number] }))
    .filter(({ row }) => row.system === app);
  const linked = own.filter(({ link }) => link?.situation === "linked" || link?.by === "manual").length;
  // Whom an account of somebody gone belonged to is known; no pair is wanting.
  const found: ReadonlySet<string | undefined> = new Set(["linked", "deleted"]);
  const open = own.filter(({ link }) => !found.has(link?.situation) && link?.by !== "manual").map(({ row }) => row);
  const candidates = identities.filter((row) => (people.length > 0 ? people.includes(row.system) : row.system !== app));
  const pairs: SuggestedPair[] = [];
  for (const person of attributesOf(candidates.map((row) => row.keys))) {
    for (const ignoreCase of [false, true]) {
      const index = indexBy(candidates, person, ignoreCase);
      for (const account of attributesOf(open.map((row) => row.keys))) {
        const pair = tryPair({ account, person, ignoreCase }, open, index, correlation, estate);
        if (pair.links > 0) pairs.push(pair);
      }
    }
  }
  return {
    app,
    people,
    accounts: own.length,
    linked,
    pairs: withoutWeaker(pairs).sort(bestFirst),
  };
}

function attributesOf(bags: readonly AttributeBag[]): string[] {
  const named = new Set<string>();
  for (const bag of bags) for (const name of Object.keys(bag.attributes ?? {})) named.add(`attributes.${name}`);
  return [...plainAttributes, "emails", "nativeId", ...[...named].sort()];
}

function indexBy(rows: readonly IdentityRow[], attribute: string, ignoreCase: boolean): Map<string, IdentityRow[]> {
  const index = new Map<string, IdentityRow[]>();
  for (const row of rows) {
    for (const value of attributeValues(row.keys, attribute)) {
      const key = pairKey(value, ignoreCase);
      const known = index.get(key);
      if (known) known.push(row);
      else if (key !== "") index.set(key, [row]);
    }
  }
  return index;
}

function tryPair(
  pair: Pick<SuggestedPair, "account" | "person" | "ignoreCase">,
  open: readonly { readonly id: string; readonly keys: AttributeBag }[],
  index: ReadonlyMap<string, readonly IdentityRow[]>,
  correlation: Correlation,
  estate: LoadedEstate,
): SuggestedPair {
  let links = 0;
  let ambiguous = 0;
  const shown: SuggestedPair["samples"][number][] = [];
  for (const row of open) {
    const values = attributeValues(row.keys, pair.account);
    const hits = values.flatMap((value) => index.get(pairKey(value, pair.ignoreCase)) ?? []);
    const subjects = new Set(hits.map((hit) => subjectOf(hit, correlation, estate)));
    const [person] = subjects;
    if (subjects.size > 1) ambiguous += 1;
    if (subjects.size !== 1 || person === undefined) continue;
    links += 1;
    if (shown.length < samples) shown.push({ account: row.id, value: values[0] ?? "", person });
  }
  return { ...pair, links, ambiguous, samples: shown };
}

function subjectOf(row: IdentityRow, correlation: Correlation, estate: LoadedEstate): string {
  return correlation.subjects.ofPrincipal(estate.principals.numberOf(row.id))?.id ?? row.id;
}

/** Ignoring case is worth suggesting only where it links more. */
function withoutWeaker(pairs: readonly SuggestedPair[]): SuggestedPair[] {
  return pairs.filter(
    (pair) =>
      !pair.ignoreCase ||
      !pairs.some(
        (other) =>
          !other.ignoreCase &&
          other.account === pair.account &&
          other.person === pair.person &&
          other.links >= pair.links,
      ),
  );
}

function bestFirst(a: SuggestedPair, b: SuggestedPair): number {
  if (a.links !== b.links) return b.links - a.links;
  if (a.ambiguous !== b.ambiguous) return a.ambiguous - b.ambiguous;
  return `${a.account} ${a.person}` < `${b.account} ${b.person}` ? -1 : 1;
}
