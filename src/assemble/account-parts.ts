import type { AccountLink } from "../correlate/account-link.ts";
import { type AccountRow, type IdentityRow, impliedAccount } from "../load/estate-rows.ts";
import type { ReachedGrant } from "./reached-grant.ts";

/** An account as it is about to be written: its row, its link, and the grants routed to it. */
export interface AccountPart {
  readonly row: AccountRow;
  readonly link: AccountLink | undefined;
  readonly grants: ReachedGrant[];
  /** Numbers of `grants`. */
  readonly held: Set<number>;
  /** Numbers of the principals whose memberships are the account's: itself, and the directory records it stands for. */
  readonly members: number[];
}

/** The account through which an identity record holds what it was granted itself; made where there is none. */
export function accountOf(row: IdentityRow, parts: AccountPart[]): AccountPart {
  const twin = `account:${row.id.slice("identity:".length)}`;
  const known = parts.find((part) => part.row.id === twin) ?? parts.find((part) => part.row.system === row.system);
  if (known) return known;
  const link: AccountLink = { situation: "linked", by: "same-record", confidence: "certain", candidates: [] };
  const made = partOf(impliedAccount(row), link, []);
  parts.push(made);
  return made;
}

/** A grant of another system's goes to the subject's account there, if there is one; each grant once. */
export function route(
  grant: ReachedGrant,
  holder: AccountPart | undefined,
  parts: readonly AccountPart[],
  system: string,
): void {
  const target = holder?.row.system === system ? holder : (parts.find((part) => part.row.system === system) ?? holder);
  if (target) keep(grant, target);
}

export function keep(grant: ReachedGrant, part: AccountPart): void {
  if (part.held.has(grant.grant)) return;
  part.held.add(grant.grant);
  part.grants.push(grant);
}

export function partOf(row: AccountRow, link: AccountLink | undefined, members: number[]): AccountPart {
  return { row, link, grants: [], held: new Set(), members };
}
