import type { Blindness } from "../model/estate.ts";
import type { NotEvaluable, RuleCount } from "../model/report.ts";
import type { Examined } from "../model/rule.ts";
import type { JudgedRules } from "./settle.ts";

/** Counts of what was examined, as assembling kept them. */
export interface Denominators {
  of(what: Examined, app: string): number;
  readonly apps: readonly string[];
}

type Counted = { readonly rule: string; readonly app: string };

/** Examined, violating and unknown per rule and application, for every place where something was examined. */
export function countRules(
  rules: JudgedRules,
  blind: Blind,
  examined: Denominators,
  results: {
    readonly findings: readonly Counted[];
    readonly asCause: readonly Counted[];
    readonly unknowns: readonly Counted[];
  },
): RuleCount[] {
  const violating = tally([...results.findings, ...results.asCause]);
  const causes = tally(results.asCause);
  const unknown = tally(results.unknowns);
  const counts: RuleCount[] = [];
  for (const { rule, off } of rules.values()) {
    if (off) continue;
    for (const app of examined.apps) {
      const count = examined.of(rule.examines, app);
      if (count === 0 || blind[rule.id]?.[app]) continue;
      const key = `${rule.id} ${app}`;
      counts.push({
        rule: rule.id,
        app,
        examines: rule.examines,
        examined: count,
        violating: violating.get(key) ?? 0,
        asCause: causes.get(key) ?? 0,
        unknown: unknown.get(key) ?? 0,
      });
    }
  }
  return counts;
}

/** By rule and application: why it cannot be judged there. */
export type Blind = Readonly<Record<string, Readonly<Record<string, Blindness>>>>;

/** What could not be judged, with the reason. */
export function notEvaluable(rules: JudgedRules, blind: Blind): NotEvaluable[] {
  return Object.entries(blind).flatMap(([rule, places]) => {
    const judged = rules.get(rule);
    if (!judged || judged.off) return [];
    return Object.entries(places).map(([app, { code, text }]) => ({
      rule,
      app,
      code,
      text,
      required: judged.required,
    }));
  });
}

function tally(entries: readonly Counted[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, app } of entries) counts.set(`${rule} ${app}`, (counts.get(`${rule} ${app}`) ?? 0) + 1);
  return counts;
}
