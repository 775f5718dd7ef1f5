import { compileWasm } from "../compile/web-assembly.ts";
import type { DocumentBatch } from "../model/batch.ts";
import type { Estate } from "../model/estate.ts";
import type { CompiledPack, Evaluation } from "../model/evaluation.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import { Evaluator } from "./evaluator.ts";
import type { FindingSink } from "./findings.ts";
import { Isolation } from "./isolate.ts";

/** How evaluation is run. */
export interface EvaluationOptions {
  /** Worker threads. Below ten thousand documents one is as fast as two. */
  readonly workers: number;
  /** Seconds after which a rule that has not come to an end is stopped. */
  readonly stillSeconds: number;
  /** Told after each batch how many documents are done. */
  readonly onProgress?: (documents: number) => void;
}

/** Evaluates all documents; the next batch is made while the one before is evaluated. */
export async function evaluate(
  pack: CompiledPack,
  estate: Estate,
  batches: Iterable<DocumentBatch>,
  options: EvaluationOptions,
): Promise<Evaluation> {
  const module = await compileWasm(new Uint8Array(pack.wasm));
  const data = new Uint8Array(Buffer.from(JSON.stringify({ estate }))).buffer;
  const source = batches[Symbol.iterator]();
  const sink: FindingSink = { findings: [], unknowns: [], failures: [] };
  const isolation = new Isolation(sink, estate.blind);
  const evaluators = Array.from(
    { length: options.workers },
    () => new Evaluator({ module, data }, options.stillSeconds),
  );
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
    await Promise.all(evaluators.map((evaluator) => evaluator.close()));
  }
  return { documents, ...sink };
}
