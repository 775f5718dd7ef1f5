import type { DocumentBatch } from "../model/batch.ts";
import type { CompiledPack } from "../model/evaluation.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { type FindingSink, readResult } from "./findings.ts";
import { isolate } from "./isolate.ts";

/** Evaluates a batch; documents that fail are evaluated again rule by rule. */
export async function evaluateBatch(
  batch: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  sink: FindingSink,
): Promise<void> {
  if (batch.ids.length === 0) return;
  try {
    const done = await evaluator.run({ ...batch, entrypoint: pack.entrypoints[batch.scope] });
    for (const result of done.results) {
      const read =
        result.error === undefined && readResult(result.value, batch.ids[result.document] ?? "", batch.scope, sink);
      if (!read) await isolate(part(batch, result.document, result.document + 1), pack, evaluator, sink);
    }
  } catch (cause) {
    if (!(cause instanceof WorkerStopped)) throw cause;
    const stuck = Math.max(0, cause.begun - 1);
    await evaluateBatch(part(batch, 0, stuck), pack, evaluator, sink);
    await isolate(part(batch, stuck, stuck + 1), pack, evaluator, sink);
    await evaluateBatch(part(batch, stuck + 1, batch.ids.length), pack, evaluator, sink);
  }
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
