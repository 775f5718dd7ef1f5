import type { DocumentBatch } from "../model/batch.ts";
import type { CompiledPack } from "../model/evaluation.ts";
import { evaluateByRule } from "./evaluate-by-rule.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Isolation } from "./isolation.ts";

/** Evaluates one document rule by rule, after evaluating it as a whole has failed; that it was not read is a failure as well. */
export async function isolate(
  document: DocumentBatch,
  pack: CompiledPack,
  evaluator: Evaluator,
  isolation: Isolation,
): Promise<void> {
  const [subject = ""] = document.ids;
  const { scope } = document;
  const { failures } = isolation.sink;
  const before = failures.length;
  await evaluateByRule(document, pack, evaluator, isolation);
  if (failures.length > before) return;
  const text = "the document was not read as a whole, though every rule ends on it";
  failures.push({ rule: pack.entrypoints[scope], subject, scope, reason: "not-read", text });
}
