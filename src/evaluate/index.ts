import type { DocumentBatch } from "../model/batch.ts";
import type { Estate } from "../model/estate.ts";
import type { Evaluation } from "../model/evaluation.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import { Evaluator } from "./evaluator.ts";
import type { FindingSink } from "./findings.ts";
import { Isolation } from "./isolation.ts";
import type { StartedPack } from "./started-pack.ts";

export { evaluateAlone, type LoneDocument, type LoneResult } from "./evaluate-alone.ts";
export { type StartedPack, startPack } from "./started-pack.ts";

/** How evaluation is run. */
export interface EvaluationOptions {
  /** Worker threads. Below ten thousand documents one is as fast as two. */
  readonly workers: number;
  /** Told after each batch how many documents are done. */
  readonly onProgress?: (documents: number) => void;
  /** Whether the first thread is kept for another evaluation; else all are closed. */
  readonly keep?: boolean;
}

/** Evaluates all documents and, unless it is to be kept, closes the pack; the next batch is made while the one before is evaluated. */
export async function evaluate(
  { pack, stillSeconds, module, first }: StartedPack,
  estate: Estate,
  batches: Iterable<DocumentBatch>,
  options: EvaluationOptions,
): Promise<Evaluation> {
  const data = new Uint8Array(Buffer.from(JSON.stringify({ estate }))).buffer;
  const source = batches[Symbol.iterator]();
  const sink: FindingSink = { findings: [], unknowns: [], failures: [], figures: [] };
  const isolation = new Isolation(sink, estate.blind);
  const more = Array.from({ length: options.workers - 1 }, () => new Evaluator(module, stillSeconds));
  const evaluators = [first, ...more];
  for (const evaluator of evaluators) evaluator.setData(data);
  let documents = 0;

  async function work(evaluator: Evaluator): Promise<void> {
    let next = source.next();
    while (!next.done) {
      const batch = next.value;
      const evaluated = evaluateBatch(batch, pack, evaluator, isolation);
      try {
        next = source.next();
      } finally {
        await evaluated;
      }
      documents += batch.ids.length;
      options.onProgress?.(documents);
    }
  }
  try {
    await Promise.all(evaluators.map(work));
  } finally {
    await Promise.all((options.keep ? more : evaluators).map((evaluator) => evaluator.close()));
  }
  return { documents, ...sink };
}
