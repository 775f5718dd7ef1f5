import { exactKey, foldName } from "../load/match-keys.ts";
import type { Tombstone } from "../load/tombstones.ts";
import type { Confidence } from "../model/document.ts";
import type { Former } from "./account-link.ts";
import { tryStrongKeys, type Wanted } from "./match.ts";
import { Populations } from "./population.ts";
import type { Verdict } from "./verdict.ts";

/** The verdict on what belonged to somebody who is gone. */
export interface Departure extends Verdict {
  readonly situation: "deleted";
  readonly gone: readonly Tombstone[];
}

/**
 * Identities that are gone and still remembered. They are asked only where no present identity answers, and only by keys
 * that link by themselves.
 */
export class Departed {
  readonly #tombstones: readonly Tombstone[];
  readonly #byId: ReadonlyMap<string, Tombstone>;
  readonly #populations: Populations;

  /** `today` is the date judged at: tombstones that were to be forgotten before it count no more. */
  constructor(tombstones: readonly Tombstone[], today: string) {
    this.#tombstones = tombstones.filter(({ forgetAfter }) => forgetAfter >= today);
    this.#byId = new Map(this.#tombstones.map((tombstone) => [tombstone.id, tombstone]));
    this.#populations = new Populations(this.#tombstones);
  }

  /** All of them that still count. */
  get remembered(): readonly Tombstone[] {
    return this.#tombstones;
  }

  /** The account's own record in its directory, if that is gone. */
  sameRecord(account: string): Departure | undefined {
    const same = this.#byId.get(`identity:${account.slice("account:".length)}`);
    return same && deleted("same-record", "certain", [same]);
  }

  /** Who it was that is looked for and not found among those present. `created`: when what looks for them was made. */
  find(wanted: Wanted, created: string | undefined): Departure | undefined {
    if (this.#tombstones.length === 0) return undefined;
    const trials = this.#tried(wanted, created);
    const first = trials.find(({ found }) => found.length > 0);
    const all = trials.flatMap(({ found }) => found);
    return first && deleted(first.by, first.confidence, all);
  }

  /** To whom keys lead beside somebody present, each with the most trusted of them. */
  beside(wanted: Wanted, created: string | undefined): readonly Former[] {
    if (this.#tombstones.length === 0) return [];
    const found = new Map<string, Former>();
    for (const { by, found: all } of this.#tried(wanted, created)) {
      for (const tombstone of all) if (!found.has(tombstone.id)) found.set(tombstone.id, { by, tombstone });
    }
    return [...found.values()].sort((a, b) => (a.tombstone.id < b.tombstone.id ? -1 : 1));
  }

  #tried(wanted: Wanted, created: string | undefined) {
    return tryStrongKeys(wanted, this.#populations).map(({ by, confidence, hits }) => {
      const found = hits.flatMap((number) => this.#tombstones[number] ?? []);
      return { by, confidence, found: found.filter(({ lastSeen }) => !isReused(by, lastSeen, created)) };
    });
  }

  /** The link of an account that somebody linked by hand to a person who is gone. */
  named(name: string): Departure | undefined {
    const found = this.#tombstones.filter(({ id, keys }) => {
      const exact = [id, keys.nativeId, keys.employeeId, keys.immutableId];
      const isNamed = exact.some((key) => key !== undefined && exactKey(key) === exactKey(name));
      return isNamed || (keys.userName !== undefined && foldName(keys.userName) === foldName(name));
    });
    return found.length > 0 ? deleted("manual", "certain", found) : undefined;
  }
}

/** Names are given to somebody else once they are free, ids are not; and what was made after somebody was last seen was not made for them. */
function isReused(by: string, lastSeen: string, created: string | undefined): boolean {
  return (by === "userName" || by === "email") && created !== undefined && created > lastSeen;
}

function deleted(by: string, confidence: Confidence, found: readonly Tombstone[]): Departure {
  const gone = [...new Set(found)].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { situation: "deleted", by, confidence, candidates: [], gone };
}
