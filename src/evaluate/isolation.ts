import type { Scope } from "../model/document.ts";
import type { Estate } from "../model/estate.ts";
import type { FindingSink } from "./findings.ts";

/**
 * Documents on which a rule may stand still, or use up its memory, before it is asked no more: each costs the whole time-out,
 * or the seconds that it takes to fill so much.
 */
export const mostFailures = 3;

/** Failures that take seconds, and what the rule did then. */
export const costs = { "timed-out": "stood still", aborted: "used up its memory" } as const;
export type Costly = keyof typeof costs;

/** What the host says of an allocation beyond all that a policy gets. */
export function isOutOfMemory(error: string): boolean {
  return /opa_malloc|memory/.test(error);
}

/** What is known, over all documents, of rules that do not come to an end. */
export class Isolation {
  readonly sink: FindingSink;
  readonly blind: Estate["blind"];
  readonly #failures = new Map<string, number>();
  readonly #suspected = new Set<Scope>();
  readonly #givenUp = new Map<string, Costly>();

  constructor(sink: FindingSink, blind: Estate["blind"]) {
    this.sink = sink;
    this.blind = blind;
  }

  /** Whether a rule of the scope has failed so that it took seconds: the scope as a whole would fail at it again. */
  isSuspected(scope: Scope): boolean {
    return this.#suspected.has(scope);
  }

  /** What the rule failed at before it was given up; undefined where it was not. */
  givenUpFor(rule: string): Costly | undefined {
    return this.#givenUp.get(rule);
  }

  hasFailed(rule: string, scope: Scope, reason: Costly): void {
    const times = (this.#failures.get(rule) ?? 0) + 1;
    this.#failures.set(rule, times);
    this.#suspected.add(scope);
    if (times >= mostFailures) this.#givenUp.set(rule, reason);
  }
}
