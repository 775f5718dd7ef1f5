import type { RuleCount } from "../model/report.ts";
import type { Examined } from "../model/rule.ts";
import { type Counted, countDistinct, type SystemsOf } from "./count-distinct.ts";
import type { JudgedRules } from "./settle.ts";
import type { Blind } from "./silences.ts";

/** Counts of what was examined, as assembling kept them. */
export interface Denominators {
  of(what: Examined, app: string): number;
  readonly apps: readonly string[];
}

/** Where a subject is at home: what speaks of no application that exists is told there. */
export type HomeOf = (subject: string) => string | undefined;

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
    readonly systemsOf: SystemsOf;
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
  const unknown = tally(results.unknowns, violators);
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

/** The parts of a whole, cut to what there is of it. */
function parts(examined: number, violating = 0, asCause = 0, unknown = 0) {
  const violates = Math.min(violating, examined);
  return {
    violating: violates,
    asCause: Math.min(asCause, violates),
    unknown: Math.min(unknown, examined - violates),
  };
}
