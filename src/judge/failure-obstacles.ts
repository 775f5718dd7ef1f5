import { counted } from "../counted.ts";
import { placeText } from "../errors.ts";
import type { RuleFailure } from "../model/evaluation.ts";
import type { Obstacle } from "../model/report.ts";
import { by } from "./order.ts";

/** What rules could not be evaluated on, each rule once with the number of documents. */
export function failureObstacles(failures: readonly RuleFailure[]): Obstacle[] {
  const byRule = new Map<string, RuleFailure[]>();
  for (const failure of failures) {
    const known = byRule.get(failure.rule);
    if (known) known.push(failure);
    else byRule.set(failure.rule, [failure]);
  }
  return [...byRule].map(([rule, own]) => failureObstacle(rule, own));
}

function failureObstacle(rule: string, failures: readonly RuleFailure[]): Obstacle {
  // Workers finish in any order; the first subject is the first by its id.
  const [first] = failures.toSorted(by(({ subject, reason, text }) => [subject, reason, text]));
  const where = first?.place ? `; the rule stands at ${placeText(first.place)}` : "";
  const count = counted(failures.length, "document");
  return {
    code: `rule-${first?.reason}`,
    rule,
    text: `${rule} could not be evaluated on ${count}, first on ${first?.subject}: ${first?.text}${where}`,
  };
}
