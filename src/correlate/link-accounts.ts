import type { AccountRow, IdentityRow } from "../load/estate-rows.ts";
import type { DeclaredApp, DeclaredIdentity } from "../model/access.ts";
import type { AccountLink } from "./account-link.ts";
import type { Departed } from "./departed.ts";
import { isName, withDoubts } from "./former.ts";
import type { ManualLinks } from "./manual-links.ts";
import { type Trial, tryKeys, type Wanted } from "./match.ts";
import type { People } from "./people.ts";
import { type Populations, peopleSystems } from "./population.ts";
import { decide, type Verdict } from "./verdict.ts";

/** What linking needs besides the account. */
export interface LinkingGround {
  readonly apps: ReadonlyMap<string, DeclaredApp>;
  readonly registry: ReadonlyMap<string, DeclaredIdentity>;
  readonly manual: ManualLinks;
  readonly identities: readonly IdentityRow[];
  /** The number of the identity with this id, or a negative one. */
  readonly identityNumber: (id: string) => number;
  readonly people: People;
  readonly populations: Populations;
  readonly departed: Departed;
  /** Accounts (by number) that hold something privileged: a weak key alone never links them. */
  readonly privileged: (account: number) => boolean;
}

/** Finds the subject of one account. */
export function linkAccount(account: AccountRow, number: number, ground: LinkingGround): AccountLink {
  const { clusters } = ground.people;
  const machine = ground.registry.get(account.id);
  const manual = ground.manual.get(account.id);
  if (manual) return manual;
  if (machine) return { situation: "linked", by: "registry", confidence: "certain", machine, candidates: [] };
  const twin = twinOf(account, ground);
  if (twin >= 0) {
    return {
      situation: "linked",
      by: "same-record",
      confidence: "certain",
      subject: clusters.of(twin),
      candidates: [],
    };
  }
  const wanted = wantedFor(account, ground);
  const verdict = decide(wanted, ground.populations, (identity) => clusters.of(identity));
  if (verdict.situation === "unmatched") {
    const { departed } = ground;
    return departed.sameRecord(account.id) ?? departed.find(wanted, account.keys.created) ?? verdict;
  }
  if (verdict.situation !== "linked") return verdict;
  return withDoubts(trusted(verdict, account, number, ground), account, wanted, ground);
}

/** A weak key, or a name that somebody else may have had before, never links a privileged account. */
function trusted(verdict: Verdict, account: AccountRow, number: number, ground: LinkingGround): AccountLink {
  const recycled = isRecycledName(account, verdict.by, verdict.subject, ground);
  if (!recycled && verdict.confidence !== "weak") return verdict;
  if (!ground.privileged(number)) return { ...verdict, confidence: "weak" };
  return {
    situation: "unlinked",
    confidence: "weak",
    candidates: verdict.candidates,
    ...(verdict.by && { by: verdict.by }),
  };
}

/** The keys tried for an account inside its application's population. */
export function trialsForAccount(account: AccountRow, ground: LinkingGround): Trial[] {
  return tryKeys(wantedFor(account, ground), ground.populations);
}

function wantedFor(account: AccountRow, { apps }: LinkingGround): Wanted {
  const app = apps.get(account.system);
  return { keys: account.keys, people: peopleSystems(app), pairs: app?.correlate ?? [] };
}

/** The directory's own record of the same user. */
function twinOf(account: AccountRow, { populations, identityNumber }: LinkingGround): number {
  if (populations.members(account.system).length === 0) return -1;
  return identityNumber(`identity:${account.id.slice("account:".length)}`);
}

/** An account older than the only person of that name may have been somebody else's before. */
function isRecycledName(
  account: AccountRow,
  by: string | undefined,
  subject: number | undefined,
  ground: LinkingGround,
): boolean {
  if (!isName(by) || !account.keys.created || subject === undefined) return false;
  const created = ground.people.created(subject);
  return created !== undefined && account.keys.created.slice(0, 10) < created.slice(0, 10);
}
