import { counted } from "../../counted.ts";
import { didYouMean } from "../../did-you-mean.ts";
import { type Problem, throwProblems } from "../../errors.ts";
import type { JudgedRules } from "../../judge/settle.ts";
import type { Notice } from "../../model/report.ts";
import type { Rule } from "../../model/rule.ts";
import { findRule } from "../policy/find-rule.ts";

/** What a report is to be cut down to. A rule is asked where it is named, or serves a control that is. */
export interface Chosen {
  readonly rules: readonly string[];
  readonly controls: readonly string[];
}

/** Rules of which all but the chosen ones say nothing. @throws EntitlintError with every control that no rule serves */
export function onlyChosen(judged: JudgedRules, chosen: Chosen): JudgedRules {
  const rules = [...judged.values()].map(({ rule }) => rule);
  throwProblems(chosen.controls.flatMap((control) => unserved(control, rules)));
  const named = new Set(chosen.rules.map((id) => findRule(id, rules).id));
  const isAsked = ({ id, controls }: Rule) => named.has(id) || chosen.controls.some((one) => controls.includes(one));
  return new Map(
    [...judged].map(([id, one]) => [id, isAsked(one.rule) ? one : { ...one, off: true, unasked: true as const }]),
  );
}

function unserved(control: string, rules: readonly Rule[]): Problem[] {
  const known = [...new Set(rules.flatMap(({ controls }) => controls))];
  if (known.includes(control)) return [];
  const message = `no rule serves the control ${JSON.stringify(control)}`;
  return [
    { code: "usage/invalid", message, next: `${didYouMean(control, known)}docs/rules names those of every rule.` },
  ];
}

/** Says that a report is no verdict on everything. */
export function chosenNotices(judged: JudgedRules): Notice[] {
  const all = [...judged.values()];
  const asked = all.filter(({ unasked }) => !unasked).length;
  if (asked === all.length) return [];
  const text = `this is the word of ${asked} of ${counted(all.length, "rule")}: the others were not asked, so that nothing found here says nothing of them`;
  return [{ code: "rules-chosen", text }];
}
