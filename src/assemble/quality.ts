import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { CredentialRow } from "../load/credentials.ts";
import type { AccountRow, IdentityRow } from "../load/estate-rows.ts";
import type { GroupRow } from "../load/groups.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { Row } from "../load/rows.ts";
import { qualityKinds, type SourceQuality } from "../model/quality.ts";
import { useOf } from "./activity-text.ts";
import { isMachine } from "./figures.ts";
import { type Known, QualityCounts } from "./quality-counts.ts";

type Kind = SourceQuality["kind"];

/** How complete the records are that were observed, by system and kind. */
export function qualityOf(estate: LoadedEstate, correlation: Correlation): SourceQuality[] {
  const facts = new Facts(estate, correlation);
  const counts = new QualityCounts();
  const { accounts, identities, groups, firstIdentity, firstCredential } = estate.principals;
  for (const [at, row] of identities.entries()) counts.add(row, "identity", facts.identity(row, firstIdentity + at));
  // What a directory's user implies was counted as that user.
  for (const [at, row] of accounts.entries()) if (!row.keys.implied) counts.add(row, "account", facts.account(row, at));
  for (const [at, row] of estate.credentials.entries())
    counts.add(row, "credential", facts.credential(row, firstCredential + at));
  for (const row of groups) if (!row.keys.deleted) counts.add(row, "group", { owner: facts.groupOwner(row) });
  return counts.sorted();
}

/** What is known of single records. */
class Facts {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #reads = new Map<string, ReadonlySet<string>>();

  constructor(estate: LoadedEstate, correlation: Correlation) {
    this.#estate = estate;
    this.#correlation = correlation;
    for (const { system, kinds } of estate.systems)
      for (const kind of qualityKinds) this.#reads.set(`${system} ${kind}`, new Set(kinds[kind]?.fieldsRead ?? []));
  }

  identity(row: IdentityRow, principal: number) {
    const { firstIdentity } = this.#estate.principals;
    const subject = this.#correlation.subjects.ofPrincipal(principal);
    const isOfMachine = subject !== undefined && isMachine(subject);
    const verdict = this.#correlation.people.authoritative.get(principal - firstIdentity);
    return {
      owner: isOfMachine ? this.#hasOwner(subject) || this.#without(row, "identity", "owners") : undefined,
      status: this.#status(row, "identity"),
      // Nobody signs in with a row of HR, and HR knows no machines.
      lastUse: row.keys.role === "directory" ? this.#use(row) : undefined,
      linked: verdict && !isOfMachine ? isFound(verdict.situation) : undefined,
    };
  }

  account(row: AccountRow, number: number) {
    const subject = this.#correlation.subjects.ofPrincipal(number);
    return {
      owner: subject && isMachine(subject) ? this.#hasOwner(subject) : undefined,
      status: this.#status(row, "account"),
      lastUse: this.#use(row),
      linked: isFound(this.#correlation.links[number]?.situation),
    };
  }

  /** People answer for their own keys. */
  credential(row: CredentialRow, principal: number) {
    const subject = this.#correlation.subjects.ofPrincipal(principal);
    const isNamed = isAny(row.keys.owners) || row.keys.createdBy !== undefined;
    const isHeld = subject !== undefined && !subject.unmatched && !isMachine(subject);
    return {
      owner: isNamed || isHeld || this.#hasOwner(subject),
      status: this.#status(row, "credential"),
      lastUse: this.#use(row),
      linked: this.#estate.principals.numberOf(row.keys.principal) >= 0,
    };
  }

  groupOwner(row: GroupRow): Known {
    return isAny(row.keys.owners) || this.#without(row, "group", "owners");
  }

  #status(row: Row<{ readonly status: string }>, kind: Kind): Known {
    return row.keys.status !== "unknown" || this.#without(row, kind, "status");
  }

  #use(row: Row<unknown>): Known {
    const use = useOf(this.#estate, row);
    return use === "unread" ? use : use !== "open";
  }

  /** Of a record that does not tell it: whether its source tells it of others. */
  #without({ system }: Row<unknown>, kind: Kind, field: string): Known {
    return this.#reads.get(`${system} ${kind}`)?.has(field) ? false : "unread";
  }

  /** The registry names an owner or leaves it to the platform, or a record of the machine names one. */
  #hasOwner(subject: Subject | undefined): boolean {
    if (!subject) return false;
    const { machine, identities } = subject;
    if (machine && (machine.owner !== undefined || machine.platformManaged)) return true;
    return identities.some((number) => isAny(this.#estate.principals.identities[number]?.keys.owners));
  }
}

function isAny(names: readonly string[] | undefined): boolean {
  return names !== undefined && names.length > 0;
}

function isFound(situation: string | undefined): boolean {
  return situation === "linked" || situation === "deleted";
}
