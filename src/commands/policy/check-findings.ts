import { type CompileOptions, inspectPolicies, type PolicyModule } from "../../compile/index.ts";
import type { Problem } from "../../errors.ts";
import type { StartedPack } from "../../evaluate/index.ts";
import { Scope } from "../../model/document.ts";
import type { Rule } from "../../model/rule.ts";
import type { PreparedExample } from "../../pack/index.ts";
import { faultProblems } from "./fault-problems.ts";
import { endlessFault, type Fault, faultsIn, tornFault } from "./find-faults.ts";
import { verdictsOf } from "./verdicts.ts";

/** What rules are evaluated with. */
export interface CheckedPolicies {
  readonly modules: readonly PolicyModule[];
  readonly options: CompileOptions;
  readonly pack: StartedPack;
}

/**
 * Evaluates rules on the documents of examples, each rule on all of its scope: what is no finding, what names an
 * application or a record that the document does not hold, what cannot be evaluated, and what does not come to an end, is a
 * problem.
 */
export async function checkFindings(
  rules: readonly Rule[],
  examples: readonly PreparedExample[],
  policies: CheckedPolicies,
): Promise<Problem[]> {
  const faults: Fault[] = [];
  /** A rule that stands still or fills its memory on one document would do so on most, and each costs seconds. */
  const endless = new Set<Rule>();
  for (const example of examples) {
    const asked = rules.filter((rule) => rule.scope === example.rule.scope && !endless.has(rule));
    for (const fault of await faultsOn(example, asked, policies.pack)) {
      if (fault.code === "policy/timeout" || fault.code === "policy/memory") endless.add(fault.rule);
      faults.push(fault);
    }
  }
  if (faults.length === 0) return [];
  return faultProblems(faults, await inspectPolicies(policies.modules, policies.options));
}

async function faultsOn(example: PreparedExample, rules: readonly Rule[], pack: StartedPack): Promise<Fault[]> {
  if (rules.length === 0) return [];
  const { input, estate } = example;
  const verdicts = await verdictsOf(rules, { scope: Scope.parse(example.rule.scope), input, estate }, pack);
  return [...verdicts].flatMap(([rule, { value, error, isLate }]) => {
    if (isLate) return [endlessFault(rule, pack.stillSeconds)];
    return error === undefined ? faultsIn(value, rule, example) : [tornFault(rule, example, error)];
  });
}
