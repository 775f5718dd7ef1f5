import type { DocumentBatch } from "../model/batch.ts";
import type { CompiledPack } from "../model/evaluation.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { readResult } from "./findings.ts";
import { type Isolation, isolate } from "./isolate.ts";

/** Evaluates a batch; documents that fail are evaluated again rule by rule. */
export async function evaluateBatch(
  batch: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  isolation: Isolation,
): Promise<void> {
  let rest = batch;
  while (rest.ids.length > 0) {
    // With a rule that was given up, the scope as a whole would only stop at it again.
    if (isolation.hasGivenUp(batch.scope)) {
      for (const index of rest.ids.keys()) await isolate(part(rest, index, index + 1), pack, evaluator, isolation);
      return;
    }
    try {
      const evaluated = await evaluateWhole(rest, pack, evaluator, isolation);
      rest = part(rest, evaluated, rest.ids.length);
    } catch (cause) {
      if (!(cause instanceof WorkerStopped) || cause.begun === 0) throw cause;
      const stuck = cause.begun - 1;
      await evaluateBatch(part(rest, 0, stuck), pack, evaluator, isolation);
      await isolate(part(rest, stuck, stuck + 1), pack, evaluator, isolation);
      rest = part(rest, stuck + 1, rest.ids.length);
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
    if (!read) await isolate(part(batch, document, document + 1), pack, evaluator, isolation);
  }
  return done.evaluated;
}

/** Some documents of a batch as a batch of their own. */
function part(batch: DocumentBatch, from: number, to: number): DocumentBatch {
  const start = batch.ends[from - 1] ?? 0;
  return {
    scope: batch.scope,
    ids: batch.ids.slice(from, to),
    ends: batch.ends.slice(from, to).map((end) => end - start),
    bytes: batch.bytes.slice(start, batch.ends[to - 1] ?? start),
  };
}
