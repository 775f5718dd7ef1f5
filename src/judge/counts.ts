import type { RuleFailure } from "../model/evaluation.ts";
import type { RuleCount } from "../model/report.ts";
import type { Examined } from "../model/rule.ts";
import { type Counted, countDistinct, type SystemsOf } from "./count-distinct.ts";
import { documentHome, type HomeOf } from "./document-home.ts";
import type { JudgedRules } from "./settle.ts";
import type { Blind } from "./silences.ts";

/** Counts of what was examined, as assembling kept them. */
export interface Denominators {
  of(what: Examined, app: string): number;
  readonly apps: readonly string[];
}

/** The denominators, and the places where a rule names more than was put before it. */
export interface Counts {
  readonly counts: RuleCount[];
  readonly excesses: readonly Excess[];
}

/** A rule that names `named` objects in an application, where only `examined` of that sort exist. */
export type Excess = Pick<RuleCount, "rule" | "app" | "examines" | "examined"> & { readonly named: number };

/**
 * Examined, violating and unknown per rule and application, for every place where something was examined; not where a rule
 * that could say nothing (`silent`) has said nothing: there it would seem to have passed. Whatever rules
 * say, the parts never exceed the whole: what is too much is cut, and told.
 */
export function countRules(
  rules: JudgedRules,
  { blind, silent }: { readonly blind: Blind; readonly silent: ReadonlySet<string> },
  examined: Denominators,
  results: {
    readonly findings: readonly Counted[];
    readonly asCause: readonly Counted[];
    readonly unknowns: readonly Counted[];
    /** Documents on which rules broke off: whatever these hold of theirs is undecided. */
    readonly failures: readonly Pick<RuleFailure, "rule" | "subject" | "scope">[];
    readonly systemsOf: SystemsOf;
    readonly homeOf: HomeOf;
  },
): Counts {
  const apps = new Set(examined.apps);
  const beside = new Map<string, Set<string>>();
  const tally = (entries: readonly Counted[], seen = new Set<string>()) =>
    countDistinct(entries, rules, { systemsOf: results.systemsOf, apps, beside }, seen);
  const violators = new Set<string>();
  const violating = tally([...results.findings, ...results.asCause], violators);
  const causes = tally(results.asCause);
  // What violates for one reason and is undecided for another, violates.
  const unknown = tally([...results.unknowns, ...results.failures.flatMap(undecidedBy(results))], violators);
  const counts: RuleCount[] = [];
  const excesses: Excess[] = [];
  for (const { rule, off } of rules.values()) {
    if (off) continue;
    for (const app of examined.apps) {
      if (blind[rule.id]?.[app] !== undefined) continue;
      const key = `${rule.id} ${app}`;
      const whole = examined.of(rule.examines, app) + (beside.get(key)?.size ?? 0);
      const place = { rule: rule.id, app, examines: rule.examines, examined: whole };
      const named = (violating.get(key) ?? 0) + (unknown.get(key) ?? 0);
      if (named > place.examined) excesses.push({ ...place, named });
      if (place.examined === 0 || (named === 0 && silent.has(key))) continue;
      counts.push({ ...place, ...parts(place.examined, violating.get(key), causes.get(key), unknown.get(key)) });
    }
  }
  return { counts, excesses };
}

/** What a rule that broke off on a document has left undecided: one thing at least in each place that the document is of. */
function undecidedBy({ systemsOf, homeOf }: { readonly systemsOf: SystemsOf; readonly homeOf: HomeOf }) {
  return ({ rule, subject, scope }: Pick<RuleFailure, "rule" | "subject" | "scope">): Counted[] => {
    const home = documentHome(scope, subject, homeOf);
    const places = (scope === "subject" && systemsOf(subject)) || (home === undefined ? [] : [home]);
    return [...places].map((app) => ({ rule, app, object: subject, subject }));
  };
}

/** The parts of a whole, cut to what there is of it. */
function parts(examined: number, violating = 0, asCause = 0, unknown = 0) {
  const violates = Math.min(violating, examined);
  return {
    violating: violates,
    asCause: Math.min(asCause, violates),
    unknown: Math.min(unknown, examined - violates),
  };
}
