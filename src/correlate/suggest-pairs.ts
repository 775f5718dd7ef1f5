import type { AccountRow, IdentityRow } from "../load/estate-rows.ts";
import type { LoadedEstate } from "../load/index.ts";
import { type AttributeBag, plainAttributes } from "../load/match-keys.ts";
import type { Correlation } from "./index.ts";
import { tryKeys } from "./match.ts";
import { peopleSystems } from "./population.ts";
import { indexBy, type Standing, type SuggestedPair, tryPair } from "./try-pair.ts";
import { decide } from "./verdict.ts";

/** An account whose keys disagree, with each key that finds somebody, the most trusted first. */
export interface DisputedAccount {
  readonly account: string;
  readonly keys: readonly { readonly by: string; readonly value: string; readonly people: readonly string[] }[];
}

export interface LinkSuggestions {
  readonly app: string;
  readonly people: readonly string[];
  readonly accounts: number;
  readonly linked: number;
  /** Where no population is declared: the systems that could be one, and how many accounts would then be linked without any pair. */
  readonly undeclared?: { readonly people: readonly string[]; readonly linked: number };
  /** Best first; only pairs that link something, and put nothing in doubt. */
  readonly pairs: readonly SuggestedPair[];
  /** Pairs that would link something, and dispute something else, or keep it disputed. */
  readonly refused: readonly SuggestedPair[];
  readonly disputed: readonly DisputedAccount[];
}

/** What a pair is tried on. */
interface Ground {
  readonly people: readonly string[];
  readonly candidates: readonly IdentityRow[];
  readonly subjectOf: (row: IdentityRow) => string;
  readonly ofCluster: (cluster: number) => string;
}

/** Tries every pair of attributes on the accounts of an application. */
export function suggestPairs(app: string, estate: LoadedEstate, correlation: Correlation): LinkSuggestions {
  const { accounts, identities } = estate.principals;
  const declared = peopleSystems(correlation.apps.get(app));
  const candidates = identities.filter((row) =>
    declared.length > 0 ? declared.includes(row.system) : row.system !== app,
  );
  const people = declared.length > 0 ? declared : [...new Set(candidates.map(({ system }) => system))].sort();
  const subjectOf = (row: IdentityRow) =>
    correlation.subjects.ofPrincipal(estate.principals.numberOf(row.id))?.id ?? row.id;
  const ofCluster = (cluster: number) => {
    const row = identities[cluster];
    return row ? subjectOf(row) : "";
  };
  const ground = { people, candidates, subjectOf, ofCluster };
  const own = accounts.flatMap((row, number) => (row.system === app ? [{ row, link: correlation.links[number] }] : []));
  const linked = own.filter(({ link }) => link?.situation === "linked" || link?.by === "manual").length;
  const standing = own.flatMap(({ row, link }) => {
    if (link?.by !== undefined && settledBy.has(link.by)) return [];
    const verdict = declared.length > 0 ? link : verdictIn(people, row, correlation);
    const gone = verdict?.gone?.map(({ id }) => id);
    return { row, people: gone ?? (verdict?.candidates ?? []).map(ofCluster), situation: verdict?.situation };
  });
  const found = tryAll(
    standing.map(({ situation, ...one }) => ({
      ...one,
      isOpen: situation === "unmatched" || situation === "unlinked",
    })),
    ground,
  );
  const withPeople = own.length - standing.length + standing.filter(({ situation }) => situation === "linked").length;
  return {
    app,
    people: declared,
    accounts: own.length,
    linked,
    ...(declared.length === 0 && people.length > 0 && { undeclared: { people, linked: withPeople } }),
    pairs: withoutWeaker(found.filter((pair) => !isDoubtful(pair))).sort(bestFirst),
    refused: withoutWeaker(found.filter(isDoubtful)).sort(bestFirst),
    disputed: standing.flatMap(({ row, situation }) =>
      situation === "disputed" ? [{ account: row.id, keys: keysOf(row, ground, correlation) }] : [],
    ),
  };
}

/** Links that no pair is asked about. */
const settledBy: ReadonlySet<string> = new Set(["manual", "registry", "same-record"]);

function verdictIn(
  people: readonly string[],
  { system, keys }: AccountRow,
  { apps, ground, people: all }: Correlation,
) {
  const pairs = apps.get(system)?.correlate ?? [];
  return decide({ keys, people, pairs }, ground.populations, (identity) => all.clusters.of(identity));
}

function keysOf({ system, keys }: AccountRow, { people, ofCluster }: Ground, { apps, ground }: Correlation) {
  const trials = tryKeys({ keys, people, pairs: apps.get(system)?.correlate ?? [] }, ground.populations);
  return trials
    .filter(({ hits }) => hits.length > 0)
    .map(({ by, value, hits }) => ({ by, value, people: [...new Set(hits.map(ofCluster))].sort() }));
}

function tryAll(accounts: readonly Standing[], { candidates, subjectOf }: Ground): SuggestedPair[] {
  const open = accounts.filter(({ isOpen }) => isOpen);
  const pairs: SuggestedPair[] = [];
  for (const person of attributesOf(candidates.map((row) => row.keys))) {
    for (const ignoreCase of [false, true]) {
      const index = indexBy(candidates, person, ignoreCase);
      for (const account of attributesOf(open.map(({ row }) => row.keys))) {
        const pair = { account, person, ignoreCase };
        // Those that are linked are many, and asked only where there is something to gain.
        if (tryPair(pair, open, index, subjectOf).links === 0) continue;
        pairs.push(tryPair(pair, accounts, index, subjectOf));
      }
    }
  }
  return pairs;
}

function attributesOf(bags: readonly AttributeBag[]): string[] {
  const named = new Set<string>();
  for (const bag of bags) for (const name of Object.keys(bag.attributes ?? {})) named.add(`attributes.${name}`);
  return [...plainAttributes, "emails", "nativeId", ...[...named].sort()];
}

/** Two hits at one level, or levels that disagree, are a dispute; a pair that brings one about is none to propose. */
function isDoubtful({ ambiguous, contrary }: SuggestedPair): boolean {
  return ambiguous + contrary > 0;
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
  const doubt = a.ambiguous + a.contrary - b.ambiguous - b.contrary;
  if (doubt !== 0) return doubt;
  return `${a.account} ${a.person}` < `${b.account} ${b.person}` ? -1 : 1;
}
