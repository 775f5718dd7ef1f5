import { evaluateAlone, type LoneDocument, type LoneResult, type StartedPack } from "../../evaluate/index.ts";
import { EvaluationResult } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";

/** The reason under which a scope tells that a rule gave something that is no finding. */
const malformed = "malformed";

/**
 * What rules of one scope say of a document: of all together as a check asks, and of each alone where that fails, or where
 * one of them gives what is no finding.
 */
export async function verdictsOf(
  rules: readonly Rule[],
  document: LoneDocument,
  pack: StartedPack,
): Promise<ReadonlyMap<Rule, LoneResult>> {
  const whole = EvaluationResult.safeParse((await evaluateAlone(pack, document)).value);
  const isRead = whole.success && whole.data.read === document.input.id;
  const verdicts = new Map<Rule, LoneResult>();
  for (const rule of rules) {
    const ofRule = (findings: EvaluationResult["deny"]) => findings.filter((finding) => finding.rule === rule.id);
    const unknown = isRead ? ofRule(whole.data.unknown) : [];
    const isWell = isRead && !unknown.some(({ reason }) => reason === malformed);
    verdicts.set(
      rule,
      isWell
        ? { value: { deny: ofRule(whole.data.deny), unknown } }
        : await evaluateAlone(pack, document, { rule: rule.id }),
    );
  }
  return verdicts;
}
