import type { Unknown } from "../model/report.ts";
import type { Examined } from "../model/rule.ts";
import type { JudgedRules } from "./settle.ts";

/** A finding or an undecided case, as far as counting needs it. */
export type Counted = Pick<Unknown, "rule" | "app" | "object" | "subject" | "identity" | "account" | "credential">;

/** Where a subject is counted: at home, which comes first, and wherever else it has a record. */
export type SystemsOf = (subject: string) => ReadonlySet<string> | undefined;

/** Where entries are counted. */
export interface Placing {
  readonly systemsOf: SystemsOf;
  readonly apps: ReadonlySet<string>;
  /** By rule and application, the subjects that have nothing there and are named all the same. They are added to. */
  readonly beside: Map<string, Set<string>>;
}

/**
 * How many of the things that a rule examines have an entry: several findings about one machine are one machine. What is
 * in `seen` has been counted already.
 */
export function countDistinct(
  entries: readonly Counted[],
  rules: JudgedRules,
  { systemsOf, apps, beside }: Placing,
  seen: Set<string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const examines = rules.get(entry.rule)?.rule.examines;
    const whole = examines === "machine" || examines === "subject";
    const systems = whole ? systemsOf(entry.subject) : undefined;
    for (const place of placesOf(entry, systems, apps)) {
      const mark = JSON.stringify([entry.rule, place, examinedObject(entry, examines)]);
      if (seen.has(mark)) continue;
      seen.add(mark);
      const key = `${entry.rule} ${place}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (systems && !systems.has(place)) beside.set(key, (beside.get(key) ?? new Set()).add(entry.subject));
    }
  }
  return counts;
}

/**
 * What is found of a record of somebody's counts where that record is; what is found of them as a whole, wherever they are: else they
 * would seem to be in order there. Access that is only expected may be in a system in which they have nothing: they were examined
 * there too, or the rule would seem to have passed where it has not.
 */
function placesOf(
  { app, object, subject, account, credential }: Counted,
  systems: ReadonlySet<string> | undefined,
  apps: ReadonlySet<string>,
): string[] {
  if (!systems) return [app];
  const [home = app] = systems;
  const isOfRecord = object !== subject || (account ?? credential) !== undefined;
  if (!isOfRecord && app === home) return [...systems];
  return [systems.has(app) || apps.has(app) ? app : home];
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
