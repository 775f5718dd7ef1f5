import type { DocumentBatch } from "../model/batch.ts";
import type { Scope } from "../model/document.ts";
import type { Estate } from "../model/estate.ts";
import type { CompiledPack, RuleFailure } from "../model/evaluation.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { type FindingSink, readRuleResult } from "./findings.ts";

/**
 * Documents on which a rule may stand still, or use up its memory, before it is asked no more: each costs the whole time-out,
 * or the seconds that it takes to fill so much.
 */
const mostFailures = 3;

/** Failures that take seconds, and what the rule did then. */
const costs = { "timed-out": "stood still", aborted: "used up its memory" } as const;
type Costly = keyof typeof costs;

/** What the host says of an allocation beyond all that a policy gets. */
export function isOutOfMemory(error: string): boolean {
  return /opa_malloc|memory/.test(error);
}

/** What is known, over all documents, of rules that do not come to an end. */
export class Isolation {
  readonly sink: FindingSink;
  readonly blind: Estate["blind"];
  readonly #failures = new Map<string, number>();
  readonly #givenUp = new Map<string, { readonly scope: Scope; readonly reason: Costly }>();

  constructor(sink: FindingSink, blind: Estate["blind"]) {
    this.sink = sink;
    this.blind = blind;
  }

  hasGivenUp(scope: Scope): boolean {
    return [...this.#givenUp.values()].some((one) => one.scope === scope);
  }

  /** What the rule failed at before it was given up; undefined where it was not. */
  givenUpFor(rule: string): Costly | undefined {
    return this.#givenUp.get(rule)?.reason;
  }

  hasFailed(rule: string, scope: Scope, reason: Costly): void {
    const times = (this.#failures.get(rule) ?? 0) + 1;
    this.#failures.set(rule, times);
    if (times >= mostFailures) this.#givenUp.set(rule, { scope, reason });
  }
}

/**
 * Evaluates one document rule by rule, after evaluating it as a whole has failed: every rule that works counts, the one
 * that does not is named.
 */
export async function isolate(
  document: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  isolation: Isolation,
): Promise<void> {
  const [subject = ""] = document.ids;
  const { scope } = document;
  const { sink } = isolation;
  const before = sink.failures.length;
  const fail = (rule: string, reason: RuleFailure["reason"], text: string) => {
    sink.failures.push({ rule, subject, scope, reason, text });
  };
  for (const [rule, { scope: ruleScope, entrypoint }] of Object.entries(pack.ruleEntrypoints)) {
    if (ruleScope !== scope) continue;
    const reason = isolation.givenUpFor(rule);
    if (reason !== undefined) {
      fail(rule, reason, `not tried, because it ${costs[reason]} on ${mostFailures} documents before`);
      continue;
    }
    try {
      const [result] = (await evaluator.run({ ...document, entrypoint })).results;
      if (result?.error !== undefined) {
        if (isOutOfMemory(result.error)) isolation.hasFailed(rule, scope, "aborted");
        fail(rule, "aborted", result.error);
      } else readRuleResult(result?.value, { rule, subject, scope }, isolation);
    } catch (cause) {
      if (!(cause instanceof WorkerStopped)) throw cause;
      isolation.hasFailed(rule, scope, "timed-out");
      fail(rule, "timed-out", cause.message);
    }
  }
  if (sink.failures.length > before || isolation.hasGivenUp(scope)) return;
  fail(pack.entrypoints[scope], "not-read", "the document was not read as a whole, though every rule ends on it");
}
