import type { RuleCount, Unknown } from "../model/report.ts";
import type { Examined } from "../model/rule.ts";
import type { JudgedRules } from "./settle.ts";
import type { Blind } from "./silences.ts";

/** Counts of what was examined, as assembling kept them. */
export interface Denominators {
  of(what: Examined, app: string): number;
  readonly apps: readonly string[];
}

/** A finding or an undecided case, as far as counting needs it. */
export type Counted = Pick<Unknown, "rule" | "app" | "object" | "subject" | "identity" | "account" | "credential">;

/** Where a subject is at home: what speaks of no application that exists is told there. */
export type HomeOf = (subject: string) => string | undefined;

/** Where a subject is counted: at home, which comes first, and wherever else it has a record. */
export type SystemsOf = (subject: string) => ReadonlySet<string> | undefined;

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
  const tally = (entries: readonly Counted[], seen = new Set<string>()) =>
    countDistinct(entries, rules, results.systemsOf, seen);
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
      const place = { rule: rule.id, app, examines: rule.examines, examined: examined.of(rule.examines, app) };
      const key = `${rule.id} ${app}`;
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

/**
 * How many of the things that a rule examines have an entry: several findings about one machine are one machine. What is
 * in `seen` has been counted already.
 */
function countDistinct(
  entries: readonly Counted[],
  rules: JudgedRules,
  systemsOf: SystemsOf,
  seen: Set<string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const examines = rules.get(entry.rule)?.rule.examines;
    const whole = examines === "machine" || examines === "subject";
    for (const place of whole ? placesOf(entry, systemsOf(entry.subject)) : [entry.app]) {
      const mark = JSON.stringify([entry.rule, place, examinedObject(entry, examines)]);
      if (seen.has(mark)) continue;
      seen.add(mark);
      const key = `${entry.rule} ${place}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * What is found of a record of somebody's counts where that record is; what is found of them as a whole, wherever they are: else they
 * would seem to be in order there. Access that is only expected may be in a system in which they have nothing: that counts at home.
 */
function placesOf({ app, object, subject, account, credential }: Counted, systems?: ReadonlySet<string>): string[] {
  if (!systems) return [app];
  const [home = app] = systems;
  const isOfRecord = object !== subject || (account ?? credential) !== undefined;
  if (!isOfRecord && app === home) return [...systems];
  return [systems.has(app) ? app : home];
}

function examinedObject(entry: Counted, examines: Examined | undefined): string {
  switch (examines) {
    case "machine":
    case "subject":
    case "source":
    case "channel":
    case "group":
    case "entitlement":
    case "app":
    case "waiver":
      return entry.subject;
    case "account":
      return entry.account ?? entry.object;
    case "identity":
      return entry.identity ?? entry.object;
    case "credential":
      return entry.credential ?? entry.object;
    default:
      return `${entry.object} ${entry.account ?? ""}`;
  }
}
