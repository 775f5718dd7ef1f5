import type { NotEvaluable, Obstacle, ReportSource, RuleCount } from "../model/report.ts";
import type { Examined } from "../model/rule.ts";
import type { JudgedRules } from "./settle.ts";

/** What a run was to judge by, and what it was given to judge. */
export interface Asked {
  readonly rules: JudgedRules;
  readonly evaluation: { readonly documents: number };
  readonly examined: { total(what: "subject"): number };
  readonly sources: readonly ReportSource[];
}

/** Whatever was to be judged and was not: each would pass for having found nothing. */
export function missingVerdicts(
  asked: Asked,
  counts: readonly RuleCount[],
  blind: readonly NotEvaluable[],
): Obstacle[] {
  const nothing = nothingExamined(asked, counts);
  return [
    ...emptySources(asked.sources),
    ...blindObstacles(blind),
    ...(nothing === undefined ? idleRules(asked, counts, blind) : [{ code: "nothing-examined", text: nothing }]),
  ];
}

/** A source that was read, and in which no record of any kind was found. */
export function isEmpty({ kinds }: ReportSource): boolean {
  return kinds.length > 0 && kinds.every(({ count }) => count === 0);
}

/** The source has said itself, or its config, that nothing is what there is. */
export function isProvenEmpty({ kinds }: ReportSource): boolean {
  return kinds.every(({ completeness }) => completeness === "full");
}

function emptySources(sources: readonly ReportSource[]): Obstacle[] {
  return sources
    .filter((source) => source.required && isEmpty(source) && !isProvenEmpty(source))
    .map(({ system }) => ({
      code: "source-empty",
      source: system,
      text: `${system} is required, and not one record of it was read: that is taken for a failed reading, not for an empty system`,
    }));
}

function blindObstacles(blind: readonly NotEvaluable[]): Obstacle[] {
  return blind
    .filter(({ required, reasons }) => required && !reasons)
    .map(({ rule, app, text }) => ({
      code: "required-rule",
      rule,
      text: `${rule} is required and not evaluable for ${app}: ${text}`,
    }));
}

/** Required rules that nothing was put before; where one is blind, that has been said. */
function idleRules({ rules }: Asked, counts: readonly RuleCount[], blind: readonly NotEvaluable[]): Obstacle[] {
  const answered = new Set([...counts, ...blind].map(({ rule }) => rule));
  return [...rules.values()]
    .filter(({ rule, off, required }) => required && !off && !answered.has(rule.id))
    .map(({ rule: { id, examines } }) => ({
      code: "required-rule",
      rule: id,
      text: `${id} is required and examined nothing: there is not one ${examines} to put before it`,
    }));
}

/** Why this run has seen nothing; undefined where it has seen something. */
function nothingExamined(
  { rules, evaluation, examined, sources }: Asked,
  counts: readonly RuleCount[],
): string | undefined {
  const active = [...rules.values()].filter(({ off }) => !off).map(({ rule }) => rule.examines);
  if (active.length === 0) return "there are no rules to judge by";
  if (evaluation.documents === 0) return "there is nothing to judge: no snapshot and no declared access";
  if (sources.length === 0) return "no source was read: the access files alone tell nothing of what there is";
  if (examined.total("subject") === 0) return "there are no records: nobody was read, neither people nor machines";
  // That sources are fresh and whole, channels at work, waivers valid and applications well described, is no verdict on access,
  // unless nothing else was asked.
  const beside: ReadonlySet<Examined> = new Set(["source", "channel", "waiver", "app"]);
  const isBeside = (what: Examined) => beside.has(what);
  const isAnswered = counts.some(({ examines }) => !isBeside(examines) || active.every(isBeside));
  return isAnswered ? undefined : "no rule examined anything";
}
