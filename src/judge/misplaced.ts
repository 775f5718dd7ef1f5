import type { Evaluation, PlacedFinding, RuleFailure } from "../model/evaluation.ts";
import { documentHome, type HomeOf } from "./document-home.ts";
import type { JudgedRules } from "./settle.ts";

/**
 * Takes out what rules say of applications that do not exist. A violation there could be counted nowhere and would stand
 * beside the denominators; so each is an undecided case where its subject is at home, and a failure of its rule. What a
 * rule that is off says or does counts for nothing.
 */
export function setMisplacedApart(
  all: Evaluation,
  { rules, places, homeOf }: { rules: JudgedRules; places: ReadonlySet<string>; homeOf: HomeOf },
): Evaluation {
  const isOn = ({ rule }: { readonly rule: string }) => !rules.get(rule)?.off;
  const evaluation = {
    documents: all.documents,
    findings: all.findings.filter(isOn),
    unknowns: all.unknowns.filter(isOn),
    failures: all.failures.filter(isOn),
    figures: all.figures,
  };
  const isPlaced = ({ rule, app }: PlacedFinding) => places.has(app) || !rules.has(rule);
  const misplaced = [...evaluation.findings, ...evaluation.unknowns].filter((finding) => !isPlaced(finding));
  if (misplaced.length === 0) return evaluation;
  return {
    ...evaluation,
    findings: evaluation.findings.filter(isPlaced),
    unknowns: [...evaluation.unknowns.filter(isPlaced), ...misplaced.map((finding) => undecided(finding, homeOf))],
    failures: [...evaluation.failures, ...failures(misplaced)],
  };
}

function undecided(finding: PlacedFinding, homeOf: HomeOf): PlacedFinding {
  const { severity: _, ...rest } = finding;
  const { app, msg, subject, scope } = finding;
  const home = documentHome(scope, subject, homeOf);
  const text = `The rule placed this in ${JSON.stringify(app)}, of which nothing was read: ${msg}`;
  return { ...rest, app: home ?? app, reason: "misplaced", msg: text };
}

/** One for each document and place, because that is how failures are counted. */
function failures(misplaced: readonly PlacedFinding[]): RuleFailure[] {
  const made = new Map<string, RuleFailure>();
  for (const { rule, subject, scope, app } of misplaced) {
    const text = `it places a finding in ${JSON.stringify(app)}, of which nothing was read`;
    const key = JSON.stringify([rule, subject]);
    const known = made.get(key);
    if (!known || text < known.text) made.set(key, { rule, subject, scope, reason: "misplaced", text });
  }
  return [...made.values()];
}
