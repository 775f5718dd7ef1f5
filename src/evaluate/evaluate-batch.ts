import type { DocumentBatch } from "../model/batch.ts";
import type { CompiledPack } from "../model/evaluation.ts";
import { evaluateByRule } from "./evaluate-by-rule.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { readResult } from "./findings.ts";
import { isolate } from "./isolate.ts";
import type { Isolation } from "./isolation.ts";
import { partOf } from "./part-of.ts";

/** Evaluates a batch; documents that fail are evaluated again rule by rule, and all the rest where a rule takes seconds to fail. */
export async function evaluateBatch(
  batch: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  isolation: Isolation,
): Promise<void> {
  let rest = batch;
  while (rest.ids.length > 0) {
    // With a rule that takes seconds to fail, the scope as a whole would only fail at it again.
    if (isolation.isSuspected(batch.scope)) return await evaluateByRule(rest, pack, evaluator, isolation);
    try {
      const evaluated = await evaluateWhole(rest, pack, evaluator, isolation);
      rest = partOf(rest, evaluated);
    } catch (cause) {
      if (!(cause instanceof WorkerStopped) || cause.begun === 0) throw cause;
      const stuck = cause.begun - 1;
      await evaluateBatch(partOf(rest, 0, stuck), pack, evaluator, isolation);
      await isolate(partOf(rest, stuck, stuck + 1), pack, evaluator, isolation);
      rest = partOf(rest, stuck + 1);
    }
  }
}

/** How many documents were evaluated: all, or those up to the last that a worker tried before too many had failed. */
async function evaluateWhole(
  batch: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  isolation: Isolation,
): Promise<number> {
  const done = await evaluator.run({ ...batch, entrypoint: pack.entrypoints[batch.scope] });
  for (const { document, error, value } of done.results) {
    const subject = batch.ids[document] ?? "";
    const read = error === undefined && readResult(value, subject, batch.scope, isolation.sink);
    if (!read) await isolate(partOf(batch, document, document + 1), pack, evaluator, isolation);
  }
  return done.evaluated;
}
