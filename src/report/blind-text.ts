import type { NotEvaluable, Report } from "../model/report.ts";
import { ownValue } from "../own-value.ts";

type Silent = { readonly rule: string; readonly reasons?: readonly string[] | undefined };

/** What a rule lacked that could not judge somewhere, by the code of the reason. */
const lacks: Readonly<Record<string, string>> = {
  "not-collected": "records that nothing collects",
  "field-not-read": "fields that were not read",
  "nothing-declared": "something that access files do not decide yet",
  "no-population": "word of where people come from",
  "no-terms": "grants with an end, or that have to be switched on first",
  "no-past": "an earlier reading to compare with",
  "correlation-not-set-up": "accounts that have found whose they are",
};

/** The same in words; a code that is not known stands for itself. */
export function lackOf(code: string): string {
  return ownValue(lacks, code) ?? code;
}

/** A rule that gave no verdict; where it could give some of its reasons, those it could not. */
export function silentRule({ rule, reasons }: Silent): string {
  return reasons ? `${rule} (${reasons.join(", ")})` : rule;
}

/** What could not be asked of an application, in a sentence. */
export function silence({ rule, app, code, text, reasons }: NotEvaluable): string {
  if (!reasons) return `${rule} could not be asked of ${app}: ${text}`;
  const what = `${rule} could be asked of ${app} only in part`;
  // What was read in part may have shown some of it.
  const how = code === "partial" ? `and for ${reasons.join(", ")} not of everything` : `without ${reasons.join(", ")}`;
  return `${what}, ${how}: ${text}`;
}

/** How often a rule gave no verdict at all, apart from where it could give some of its reasons. */
export function wholeSilences({ notEvaluable }: Pick<Report, "notEvaluable">): number {
  return notEvaluable.filter(({ reasons }) => !reasons).length;
}

/** How often rules gave no verdict at all, and how often not every one. */
export function silenceCount(report: Report): string {
  const whole = wholeSilences(report);
  const parts = report.notEvaluable.length - whole;
  return parts > 0 ? `${whole} not evaluable and ${parts} in part` : `${whole} not evaluable`;
}

/** Rules that are on, and nothing was there that they could have judged. */
export function idleRules({ rules, counts, notEvaluable }: Report): string[] {
  const heard = new Set([...counts, ...notEvaluable].map(({ rule }) => rule));
  return rules.filter(({ id, off }) => !off && !heard.has(id)).map(({ id }) => id);
}
