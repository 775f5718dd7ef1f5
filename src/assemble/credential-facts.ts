import type { Subject } from "../correlate/subjects.ts";
import type { CredentialRow } from "../load/credentials.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { CredentialEntry } from "../model/document.ts";
import type { Owner } from "../model/owner.ts";
import type { Owners } from "./owners.ts";

type Facts = Pick<CredentialEntry, "owners" | "open" | "sameKey">;

/** What stands beside credentials and takes more than their own record to know. */
export class CredentialFacts {
  readonly #estate: LoadedEstate;
  readonly #owners: Owners;
  /** Keys of which more than one record shows the digest, by digest. */
  readonly #twins = new Map<string, CredentialRow[]>();

  constructor(estate: LoadedEstate, owners: Owners) {
    this.#estate = estate;
    this.#owners = owners;
    for (const row of estate.credentials) {
      const { hash } = row.keys;
      if (hash === undefined) continue;
      const known = this.#twins.get(hash);
      if (known) known.push(row);
      else this.#twins.set(hash, [row]);
    }
  }

  of(row: CredentialRow, subject: Subject): Facts {
    const owners = this.#ownersOf(row, subject);
    const open = this.#openOf(row);
    const sameKey = this.#sameKey(row);
    return {
      ...(owners && { owners }),
      ...(open.length > 0 && { open }),
      ...(sameKey.length > 0 && { sameKey }),
    };
  }

  /**
   * Who answers for a credential by its own record: its owners, or whoever made it where nobody owns the machine it is for. A
   * person answers for their own.
   */
  #ownersOf({ keys, system }: CredentialRow, subject: Subject): Owner[] | undefined {
    const { owners: own = [], createdBy, principal } = keys;
    if (subject.kind === "human" || (own.length === 0 && createdBy === undefined)) return undefined;
    const isMade = own.length === 0;
    if (isMade && (createdBy === principal || this.#owners.of(subject).length > 0)) return undefined;
    const names = isMade && createdBy !== undefined ? [createdBy] : own;
    return names.map((ref) => ({ ...this.#owners.named(ref, system), source: "system" }));
  }

  /** Of a trust in workloads, what it leaves open: it was read, and nothing stands there. */
  #openOf({ keys: { missing = [] }, system }: CredentialRow): ("audience" | "subject")[] {
    if (missing.length === 0) return [];
    const read = this.#estate.systems.find((one) => one.system === system)?.kinds.credential?.fieldsRead ?? [];
    return missing.filter((field) => read.includes(field));
  }

  /** Other records of the same key that are somebody else's. */
  #sameKey({ id, keys: { hash, principal } }: CredentialRow): string[] {
    const twins = hash === undefined ? [] : (this.#twins.get(hash) ?? []);
    return twins.flatMap((twin) => (twin.id !== id && twin.keys.principal !== principal ? [twin.id] : [])).toSorted();
  }
}
