import type { Scope } from "../model/document.ts";
import type { Estate } from "../model/estate.ts";
import type { PlacedFigure, PlacedFinding, RuleFailure } from "../model/evaluation.ts";
import { EvaluationResult, RawFinding } from "../model/finding.ts";

/** Where results gather. */
export interface FindingSink {
  readonly findings: PlacedFinding[];
  readonly unknowns: PlacedFinding[];
  readonly failures: RuleFailure[];
  readonly figures: PlacedFigure[];
}

/**
 * Takes the value of a scope's entrypoint. Answers false for one of another shape, or one that does not echo the
 * document's id: then the document was not read, which must never look like a pass.
 */
export function readResult(value: unknown, subject: string, scope: Scope, sink: FindingSink): boolean {
  const result = EvaluationResult.safeParse(value);
  if (!result.success || result.data.read !== subject) return false;
  for (const finding of result.data.deny) sink.findings.push({ ...finding, subject, scope });
  for (const finding of result.data.unknown) sink.unknowns.push({ ...finding, subject, scope });
  for (const figure of result.data.figures) sink.figures.push({ ...figure, subject });
  return true;
}

/**
 * Takes the value of one rule's own entrypoint. What the scope's entrypoint would have done is done here: findings get
 * their rule's id, those of places where the rule cannot be judged are left out, and what is no finding is a failure.
 */
export function readRuleResult(
  value: unknown,
  from: Pick<RuleFailure, "rule" | "subject" | "scope" | "place">,
  { sink, blind }: { readonly sink: FindingSink; readonly blind: Estate["blind"] },
): void {
  const sets = typeof value === "object" && value !== null ? value : {};
  const { rule, subject, scope } = from;
  const take = (elements: unknown, into: PlacedFinding[]) => {
    if (elements === undefined) return;
    const list: unknown[] = Array.isArray(elements) ? elements : [elements];
    for (const element of list) {
      const finding = RawFinding.safeParse(typeof element === "object" ? { ...element, rule } : element);
      if (!finding.success) {
        sink.failures.push({ ...from, reason: "not-a-finding", text: shapeText(finding.error.issues[0]) });
      } else if (!blind[rule]?.[finding.data.app]) into.push({ ...finding.data, subject, scope });
    }
  };
  take("deny" in sets ? sets.deny : undefined, sink.findings);
  take("unknown" in sets ? sets.unknown : undefined, sink.unknowns);
}

function shapeText(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return `it gives something that is no finding${issue ? ` (${[...issue.path.map(String), issue.message].join(": ")})` : ""}`;
}
