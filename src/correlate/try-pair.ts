import type { AccountRow, IdentityRow } from "../load/estate-rows.ts";
import { attributeValues } from "../load/match-keys.ts";
import { pairKey } from "./population.ts";

/** A pair of attributes that would link accounts: how many it would link, to whom, and how many it would leave in doubt. */
export interface SuggestedPair {
  readonly account: string;
  readonly person: string;
  readonly ignoreCase: boolean;
  readonly links: number;
  /** Accounts that belong to nobody and whose value several people share. */
  readonly ambiguous: number;
  /** Accounts for which other keys, which are trusted as much or more, say otherwise. */
  readonly contrary: number;
  readonly samples: readonly { readonly account: string; readonly value: string; readonly person: string }[];
}

/** An account with what its present keys say of it. */
export interface Standing {
  readonly row: AccountRow;
  /** Whom they lead to, in the order of trust. */
  readonly people: readonly string[];
  /** Whether it is linked to nobody, so that a pair that leads where they do would still link it. */
  readonly isOpen: boolean;
}

const samples = 3;

/** What declaring a pair would do to the accounts of an application. */
export function tryPair(
  pair: Pick<SuggestedPair, "account" | "person" | "ignoreCase">,
  accounts: readonly Standing[],
  index: ReadonlyMap<string, readonly IdentityRow[]>,
  subjectOf: (row: IdentityRow) => string,
): SuggestedPair {
  let [links, ambiguous, contrary] = [0, 0, 0];
  const shown: SuggestedPair["samples"][number][] = [];
  for (const { row, people, isOpen } of accounts) {
    const values = attributeValues(row.keys, pair.account);
    const hits = values.flatMap((value) => index.get(pairKey(value, pair.ignoreCase)) ?? []);
    const [found, second] = new Set(hits.map(subjectOf));
    if (found === undefined) continue;
    const [strongest = found] = people;
    if (people.length === 0 && second !== undefined) ambiguous += 1;
    else if (second !== undefined || found !== strongest) contrary += 1;
    else if (isOpen) {
      links += 1;
      if (shown.length < samples) shown.push({ account: row.id, value: values[0] ?? "", person: found });
    }
  }
  return { ...pair, links, ambiguous, contrary, samples: shown };
}

/** The people by one attribute. */
export function indexBy(
  rows: readonly IdentityRow[],
  attribute: string,
  ignoreCase: boolean,
): Map<string, IdentityRow[]> {
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
