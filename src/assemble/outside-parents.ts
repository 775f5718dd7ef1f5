import { containmentOf } from "../correlate/declared/containment.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { GrantEntry } from "../model/document.ts";
import type { AccountPart } from "./account-parts.ts";

/** Finds what somebody holds inside something that they do not hold: a channel of a workspace they are not in. */
export class OutsideParents {
  readonly #estate: LoadedEstate;
  /** What an entitlement lies in, nearest first, for those that lie in anything. */
  readonly #above = new Map<number, readonly number[]>();

  constructor(estate: LoadedEstate) {
    this.#estate = estate;
    const { above } = containmentOf(estate);
    estate.entitlements.forEach(({ keys }, number) => {
      const found = keys.parent === undefined ? [] : above(number);
      if (found.length > 0) this.#above.set(number, found);
    });
  }

  /** Notes on grants of one subject what they lie in, where the subject holds nothing of that. */
  note(parts: readonly AccountPart[]): void {
    if (this.#above.size === 0) return;
    const { grants } = this.#estate;
    const held = new Set<number>();
    for (const part of parts)
      for (const { grant } of part.grants) if (!grants.denies(grant)) held.add(grants.entitlement(grant));
    for (const part of parts) {
      for (const reached of part.grants) {
        const above = this.#above.get(grants.entitlement(reached.grant));
        if (above && !above.some((number) => held.has(number))) reached.outside = this.#parent(above[0]);
      }
    }
  }

  #parent(number: number | undefined): GrantEntry["outside"] {
    const row = this.#estate.entitlements[number ?? -1];
    return row && { id: row.id, kind: row.keys.kind, name: row.keys.name };
  }
}
