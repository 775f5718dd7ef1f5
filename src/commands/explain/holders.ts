import type { OpenEstate } from "../estate/open-estate.ts";
import { subjectNames } from "../estate/subject-names.ts";

/** An account, identity or key that holds something, or is in a group, and whose it is. */
export interface ExplainedHolder {
  readonly id: string;
  /** The person, machine or unmatched account it belongs to. */
  readonly subject?: string;
  /** What people call the subject. */
  readonly name?: string;
  /** True where the account belongs to nobody. */
  readonly unmatched?: true;
  /** Groups on the way, the nearest to the holder first. */
  readonly via: readonly string[];
}

/** Finds out who stands behind groups and single principals. */
export class Holders {
  readonly #open: OpenEstate;
  readonly #nameOf: (subject: string) => string | undefined;

  constructor(open: OpenEstate) {
    this.#open = open;
    this.#nameOf = subjectNames(open);
  }

  /** One principal by its number: itself, or for a group everybody in it, nested groups included. */
  of(principal: number): ExplainedHolder[] {
    const { principals } = this.#open.estate;
    return principals.groupAt(principal) ? this.#inGroup(principal) : [this.#one(principal, [])];
  }

  #inGroup(group: number): ExplainedHolder[] {
    const { nesting, principals } = this.#open.estate;
    const found = new Map<number, ExplainedHolder>();
    const seen = new Set([group]);
    // Ring by ring, so that each holder is told by a shortest way.
    let ring = [{ group, via: [principals.groupAt(group)?.id ?? ""] }];
    while (ring.length > 0) {
      const inner: typeof ring = [];
      for (const { group: outer, via } of ring) {
        nesting.byGroup.each(outer, (membership) => {
          const member = nesting.memberOf(membership);
          const nested = principals.groupAt(member);
          if (nested && !seen.has(member)) inner.push({ group: member, via: [nested.id, ...via] });
          if (nested) seen.add(member);
          else if (!found.has(member)) found.set(member, this.#one(member, via));
        });
      }
      ring = inner;
    }
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #one(number: number, via: readonly string[]): ExplainedHolder {
    const { estate, correlation } = this.#open;
    const subject = correlation.subjects.ofPrincipal(number);
    const name = subject && this.#nameOf(subject.id);
    return {
      id: estate.principals.idOf(number) ?? "",
      ...(subject && { subject: subject.id }),
      ...(name !== undefined && { name }),
      ...(subject?.unmatched && { unmatched: true }),
      via,
    };
  }
}
