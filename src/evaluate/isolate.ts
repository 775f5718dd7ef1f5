import type { DocumentBatch } from "../model/batch.ts";
import type { Scope } from "../model/document.ts";
import type { Estate } from "../model/estate.ts";
import type { CompiledPack, RuleFailure } from "../model/evaluation.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { type FindingSink, readRuleResult } from "./findings.ts";

/** Documents on which a rule may stand still before it is asked no more: each costs the whole time-out. */
const mostTimeOuts = 3;

/** What is known, over all documents, of rules that do not come to an end. */
export class Isolation {
  readonly sink: FindingSink;
  readonly blind: Estate["blind"];
  readonly #timeOuts = new Map<string, number>();
  readonly #givenUp = new Map<string, Scope>();

  constructor(sink: FindingSink, blind: Estate["blind"]) {
    this.sink = sink;
    this.blind = blind;
  }

  hasGivenUp(scope: Scope): boolean {
    return [...this.#givenUp.values()].includes(scope);
  }

  isGivenUp(rule: string): boolean {
    return this.#givenUp.has(rule);
  }

  timedOut(rule: string, scope: Scope): void {
    const times = (this.#timeOuts.get(rule) ?? 0) + 1;
    this.#timeOuts.set(rule, times);
    if (times >= mostTimeOuts) this.#givenUp.set(rule, scope);
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
    if (isolation.isGivenUp(rule)) {
      fail(rule, "timed-out", `not tried, because it stood still on ${mostTimeOuts} documents before`);
      continue;
    }
    try {
      const [result] = (await evaluator.run({ ...document, entrypoint })).results;
      if (result?.error !== undefined) fail(rule, "aborted", result.error);
      else readRuleResult(result?.value, { rule, subject, scope }, isolation);
    } catch (cause) {
      if (!(cause instanceof WorkerStopped)) throw cause;
      isolation.timedOut(rule, scope);
      fail(rule, "timed-out", cause.message);
    }
  }
  if (sink.failures.length > before || isolation.hasGivenUp(scope)) return;
  fail(pack.entrypoints[scope], "not-read", "the document was not read as a whole, though every rule ends on it");
}
