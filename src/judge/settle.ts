import type { PlacedFinding } from "../model/evaluation.ts";
import type { DatedFinding, Unknown } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { compareSeverity, type Severity } from "../model/severity.ts";
import { ownValue } from "../own-value.ts";
import { fingerprint } from "./fingerprint.ts";
import { graded } from "./severity-steps.ts";

/** A rule with what the config says of it. */
export interface JudgedRule {
  readonly rule: Rule;
  /** Set where the config fixes the severity, whatever the rule says. */
  readonly level?: Severity | undefined;
  readonly off: boolean;
  /** Off because somebody asked for others alone, and not by the config. */
  readonly unasked?: true;
  readonly required: boolean;
}
export type JudgedRules = ReadonlyMap<string, JudgedRule>;

/** A finding of the report before anybody has looked where it stands. */
export type SettledFinding = Omit<DatedFinding, "place">;
export type SettledUnknown = Omit<Unknown, "place">;

/** Turns raw findings into findings, each fingerprint once. Those of rules that are off are left out. */
export function settleFindings(raw: readonly PlacedFinding[], rules: JudgedRules): SettledFinding[] {
  const settled = new Map<string, SettledFinding>();
  for (const finding of raw) {
    const judged = rules.get(finding.rule);
    if (!judged || judged.off) continue;
    const reasonClass = ownValue(judged.rule.reasons, finding.reason) ?? finding.reason;
    const mark = fingerprint({ rule: finding.rule, object: finding.id, account: finding.account, reasonClass });
    const grade = graded(finding, judged.rule, judged.level);
    const { since } = finding;
    const told = { ...common(finding, judged.rule), ...(since && { since }) };
    const made: SettledFinding = { fingerprint: mark, ...grade, causes: [], ...told };
    const known = settled.get(mark);
    if (!known || isBetter(made, known)) settled.set(mark, made);
  }
  return [...settled.values()];
}

/** Of two findings that are the same one, the graver tells it; which came first must not matter. */
function isBetter(made: SettledFinding, known: SettledFinding): boolean {
  const graver = compareSeverity(made.severity, known.severity);
  return graver === 0 ? JSON.stringify(made) < JSON.stringify(known) : graver > 0;
}

/** Turns raw unknowns into those of the report, each case once. */
export function settleUnknowns(raw: readonly PlacedFinding[], rules: JudgedRules): SettledUnknown[] {
  const settled = new Map<string, SettledUnknown>();
  for (const finding of raw) {
    const judged = rules.get(finding.rule);
    if (!judged || judged.off) continue;
    const key = JSON.stringify([finding.rule, finding.id, finding.account, finding.reason]);
    const made = common(finding, judged.rule);
    const known = settled.get(key);
    if (!known || JSON.stringify(made) < JSON.stringify(known)) settled.set(key, made);
  }
  return [...settled.values()];
}

function common(finding: PlacedFinding, rule: Rule): SettledUnknown {
  return {
    rule: finding.rule,
    title: rule.title,
    reason: finding.reason,
    msg: finding.msg,
    object: finding.id,
    subject: finding.subject,
    app: finding.app,
    ...(finding.identity && { identity: finding.identity }),
    ...(finding.account && { account: finding.account }),
    ...(finding.grant && { grant: finding.grant }),
    ...(finding.credential && { credential: finding.credential }),
  };
}
