import { counted } from "../counted.ts";
import type { JudgedRules, SettledUnknown } from "./settle.ts";

/**
 * Tells cases that one cause keeps undecided in a whole application once, with their number, where the rule says that
 * its reason is such a cause. A thousand grants of an application that is not linked are one thing to mend.
 */
export function gatherShared(unknowns: readonly SettledUnknown[], rules: JudgedRules): SettledUnknown[] {
  const alone: SettledUnknown[] = [];
  const shared = new Map<string, SettledUnknown[]>();
  for (const unknown of unknowns) {
    const cause = rules.get(unknown.rule)?.rule.shared[unknown.reason];
    const key = JSON.stringify([unknown.rule, unknown.app, unknown.reason]);
    const cases = shared.get(key);
    if (cause === undefined) alone.push(unknown);
    else if (cases) cases.push(unknown);
    else shared.set(key, [unknown]);
  }
  return [...alone, ...[...shared.values()].flatMap((cases) => gathered(cases, rules))];
}

function gathered(cases: readonly SettledUnknown[], rules: JudgedRules): SettledUnknown[] {
  const [first] = cases;
  const rule = rules.get(first?.rule ?? "")?.rule;
  if (!first || !rule) return [];
  const { title, reason, app } = first;
  const msg = `${counted(cases.length, "case")} in ${app} cannot be judged: ${rule.shared[reason]}.`;
  return [{ ...{ rule: rule.id, title, reason, msg, app }, object: app, subject: app, count: cases.length }];
}
