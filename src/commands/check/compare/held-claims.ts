import type { AccessState, DeclaredIdentity } from "../../../model/access.ts";
import type { Notice } from "../../../model/report.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import type { DeclaredSides } from "./declared-sides.ts";

/**
 * The registry of machines is declared, and still an entry could be used to hide a leaver: an account that it claims is no
 * person's any more. So a claim on what belongs to somebody by the base is left out of the pull request's own check. It is
 * looked at only where there are new claims, because the base has to be joined for it.
 */
export async function holdClaims(sides: DeclaredSides, openBase: () => Promise<OpenEstate>): Promise<DeclaredSides> {
  const before = new Set(sides.base.access.identities.flatMap(claims));
  const fresh = new Set(sides.head.access.identities.flatMap(claims).filter((account) => !before.has(account)));
  if (fresh.size === 0) return sides;
  const theirs = accountsOfPeople(await openBase());
  const held = new Set([...fresh].filter((account) => theirs.has(account)));
  if (held.size === 0) return sides;
  const { head, notices } = sides;
  return {
    ...sides,
    head: { ...head, access: without(head.access, held), mark: `${head.mark} without ${[...held].join(" ")}` },
    notices: [...notices, ...head.access.identities.flatMap((machine) => heldNotices(machine, held))],
  };
}

function claims({ accounts }: DeclaredIdentity): string[] {
  return accounts.flatMap((account) => (account.kind === "account" ? [account.id] : []));
}

/** Accounts of people, present or gone. */
function accountsOfPeople({ estate, correlation }: OpenEstate): Set<string> {
  const { accounts } = estate.principals;
  const machines = new Set(["service", "agent", "workload", "shared"]);
  const owned = correlation.subjects.all
    .filter(({ kind, identities }) => identities.length > 0 && !machines.has(kind))
    .flatMap((subject) => subject.accounts);
  const gone = accounts.filter((_, number) => correlation.links[number]?.situation === "deleted").map(({ id }) => id);
  return new Set([...owned.flatMap((number) => accounts[number]?.id ?? []), ...gone]);
}

function without(access: AccessState, held: ReadonlySet<string>): AccessState {
  const identities = access.identities.map((machine) => ({
    ...machine,
    accounts: machine.accounts.filter((account) => account.kind !== "account" || !held.has(account.id)),
  }));
  return { ...access, identities };
}

function heldNotices(machine: DeclaredIdentity, held: ReadonlySet<string>): Notice[] {
  return claims(machine)
    .filter((account) => held.has(account))
    .map((account) => ({
      code: "claim-held",
      text: `${machine.id} claims ${account}, which is a person's by the base: until this is merged it is judged as theirs`,
    }));
}
