import type { DocumentBatch } from "../model/batch.ts";
import type { CompiledPack } from "../model/evaluation.ts";
import { type Evaluator, WorkerStopped } from "./evaluator.ts";
import { type FindingSink, readRuleResult } from "./findings.ts";

/**
 * Evaluates one document rule by rule, after evaluating it as a whole has failed: every rule that works counts, the one
 * that does not is named.
 */
export async function isolate(
  document: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  sink: FindingSink,
): Promise<void> {
  const [subject = ""] = document.ids;
  const { scope } = document;
  let failed = false;
  for (const [rule, { scope: ruleScope, entrypoint }] of Object.entries(pack.ruleEntrypoints)) {
    if (ruleScope !== scope) continue;
    try {
      const [result] = (await evaluator.run({ ...document, entrypoint })).results;
      if (result?.error === undefined) failed = readRuleResult(result?.value, rule, subject, scope, sink) || failed;
      else sink.failures.push({ rule, subject, scope, reason: "aborted", text: result.error });
      failed ||= result?.error !== undefined;
    } catch (cause) {
      if (!(cause instanceof WorkerStopped)) throw cause;
      sink.failures.push({ rule, subject, scope, reason: "timed-out", text: cause.message });
      failed = true;
    }
  }
  if (failed) return;
  const text = "the document was not read as a whole, though every rule ends on it";
  sink.failures.push({ rule: pack.entrypoints[scope], subject, scope, reason: "not-read", text });
}
