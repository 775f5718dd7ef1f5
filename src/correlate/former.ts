import type { AccountRow, IdentityRow } from "../load/estate-rows.ts";
import { exactKey } from "../load/match-keys.ts";
import type { Tombstone } from "../load/tombstones.ts";
import type { AccountLink } from "./account-link.ts";
import type { Departed } from "./departed.ts";
import type { Wanted } from "./match.ts";
import type { People } from "./people.ts";

/** What telling one person from another needs. */
interface Ground {
  readonly identities: readonly IdentityRow[];
  readonly people: People;
  readonly departed: Departed;
}

/**
 * The link with what speaks against it: people who are gone and to whom keys of the account lead as well, and that the
 * account is older than the person whom a name led to, or may be. Somebody who came back is nobody else.
 */
export function withDoubts(link: AccountLink, account: AccountRow, wanted: Wanted, ground: Ground): AccountLink {
  const { subject, by, candidates } = link;
  const person = subject ?? candidates[0];
  if (person === undefined) return link;
  const past = ground.departed
    .beside(wanted, account.keys.created)
    .filter(({ tombstone }) => !isOneOf(tombstone, membersOf(person, ground)));
  const created = isName(by) ? laterThan(account.keys, ground.people.created(person)) : undefined;
  if (past.length === 0 && created === undefined) return link;
  return { ...link, ...(past.length > 0 && { past }), ...(created && { personCreated: created }) };
}

/** Keys that are given to somebody else once they are free. */
export function isName(by: string | undefined): boolean {
  return by === "userName" || by === "email";
}

/** Since when the person is known, where that is later than the account, or may be because nothing tells of that one. */
function laterThan({ created, createdUnread }: AccountRow["keys"], person: string | undefined): string | undefined {
  if (created === undefined) return createdUnread ? person : undefined;
  return person !== undefined && created < person ? person : undefined;
}

function isOneOf({ keys }: Tombstone, records: readonly IdentityRow[]): boolean {
  return (["employeeId", "immutableId", "externalId"] as const).some((name) => {
    const key = exactKey(keys[name] ?? "");
    return key !== "" && records.some((record) => exactKey(record.keys[name] ?? "") === key);
  });
}

const byCluster = new WeakMap<People, ReadonlyMap<number, readonly IdentityRow[]>>();

/** The records of one person; indexed the first time that somebody asks, because few estates have to. */
function membersOf(cluster: number, { identities, people }: Ground): readonly IdentityRow[] {
  const known = byCluster.get(people) ?? indexed(identities, people);
  byCluster.set(people, known);
  return known.get(people.clusters.of(cluster)) ?? [];
}

function indexed(
  identities: readonly IdentityRow[],
  { clusters }: People,
): ReadonlyMap<number, readonly IdentityRow[]> {
  const index = new Map<number, IdentityRow[]>();
  identities.forEach((row, number) => {
    const cluster = clusters.of(number);
    const list = index.get(cluster);
    if (list) list.push(row);
    else index.set(cluster, [row]);
  });
  return index;
}
