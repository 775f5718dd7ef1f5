import type { DocumentBatch } from "../model/batch.ts";
import type { CompiledPack, RuleFailure } from "../model/evaluation.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { readRuleResult } from "./findings.ts";
import { type Costly, costs, type Isolation, isOutOfMemory, mostFailures } from "./isolation.ts";
import { partOf } from "./part-of.ts";

/** One rule, and what runs it. */
interface RuleRun {
  readonly from: Pick<RuleFailure, "rule" | "scope" | "place">;
  readonly entrypoint: string;
  readonly evaluator: Evaluator;
  readonly isolation: Isolation;
}

/**
 * Evaluates documents rule by rule, because as a whole they fail: every rule that works counts, and the one that does not is
 * named. One that takes seconds to fail is asked no more after a few documents.
 */
export async function evaluateByRule(
  batch: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  isolation: Isolation,
): Promise<void> {
  for (const [rule, { scope, entrypoint, place }] of Object.entries(pack.ruleEntrypoints)) {
    if (scope !== batch.scope) continue;
    const from = { rule, scope, ...(place && { place }) };
    await evaluateRule(batch, { from, entrypoint, evaluator, isolation });
  }
}

async function evaluateRule(batch: DocumentBatch, run: RuleRun): Promise<void> {
  const { from, isolation } = run;
  let rest = batch;
  while (rest.ids.length > 0) {
    const reason = isolation.givenUpFor(from.rule);
    if (reason !== undefined) {
      const text = `not tried, because it ${costs[reason]} on ${mostFailures} documents before`;
      isolation.sink.failures.push(...rest.ids.map((subject) => ({ ...from, subject, reason, text })));
      return;
    }
    rest = partOf(rest, await evaluateSome(rest, run));
  }
}

/** How many documents there is an answer for, from the first. */
async function evaluateSome(batch: DocumentBatch, run: RuleRun): Promise<number> {
  const { from, entrypoint, evaluator, isolation } = run;
  const fail = (subject: string, reason: Costly, text: string, isCostly: boolean) => {
    if (isCostly) isolation.hasFailed(from.rule, from.scope, reason);
    isolation.sink.failures.push({ ...from, subject, reason, text });
  };
  try {
    const { results, evaluated } = await evaluator.run({ ...batch, entrypoint });
    for (const { document, error, value } of results) {
      const subject = batch.ids[document] ?? "";
      if (error === undefined) readRuleResult(value, { ...from, subject }, isolation);
      else fail(subject, "aborted", error, isOutOfMemory(error));
    }
    return evaluated;
  } catch (cause) {
    if (!(cause instanceof WorkerStopped) || cause.begun === 0) throw cause;
    const stuck = cause.begun - 1;
    await evaluateRule(partOf(batch, 0, stuck), run);
    fail(batch.ids[stuck] ?? "", "timed-out", cause.message, true);
    return cause.begun;
  }
}
