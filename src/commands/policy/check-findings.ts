import {
  type CompileOptions,
  evaluatePolicies,
  inspectPolicies,
  type PolicyEvaluation,
  type PolicyModule,
} from "../../compile/index.ts";
import type { Problem } from "../../errors.ts";
import { documentSchemas } from "../../model/document.ts";
import type { Rule } from "../../model/rule.ts";
import type { PreparedExample } from "../../pack/index.ts";
import { ruleIn } from "../../pack/rule-package.ts";
import { faultProblems } from "./fault-problems.ts";
import { endlessFault, type Fault, faultsIn, tornFault } from "./find-faults.ts";
import { isTimeOut } from "./name-endless.ts";

/** Rules that have one rule's time together. */
const rulesInOneTime = 8;

/** What rules are evaluated with. */
export interface CheckedPolicies {
  readonly modules: readonly PolicyModule[];
  readonly capabilities: string;
  readonly options: CompileOptions;
  /** How long rules may take on all examples. */
  readonly secondsPerRule: number;
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
  for (const scope of Object.keys(documentSchemas)) {
    const documents = examples.filter(({ rule }) => rule.scope === scope);
    const ofScope = rules.filter((rule) => rule.scope === scope);
    faults.push(...(await faultsOf(ofScope, documents, policies)));
  }
  if (faults.length === 0) return [];
  return faultProblems(faults, await inspectPolicies(policies.modules, policies.options));
}

async function faultsOf(
  rules: readonly Rule[],
  examples: readonly PreparedExample[],
  policies: CheckedPolicies,
): Promise<Fault[]> {
  if (rules.length === 0 || examples.length === 0) return [];
  try {
    return await faultsIfEnding(rules, examples, policies);
  } catch (error) {
    const [first, ...others] = rules;
    if (!isTimeOut(error) || first === undefined) throw error;
    if (others.length === 0) return [endlessFault(first, policies.secondsPerRule)];
    // Which of them does not end shows only where each is asked alone.
    const faults: Fault[] = [];
    for (const rule of rules) faults.push(...(await faultsOf([rule], examples, policies)));
    return faults;
  }
}

async function faultsIfEnding(
  rules: readonly Rule[],
  examples: readonly PreparedExample[],
  policies: CheckedPolicies,
): Promise<Fault[]> {
  const results = await evaluateRules(rules, examples, policies);
  const faults: Fault[] = [];
  /** Examples on which a rule cannot be evaluated, by that rule; undefined where the place does not tell which it is. */
  const torn = new Map<Rule | undefined, PreparedExample[]>();
  for (const [index, example] of examples.entries()) {
    const { value, error } = results[index] ?? {};
    const values = new Map(Object.entries(value ?? {}));
    if (!error) {
      faults.push(...rules.flatMap((rule) => faultsIn(values.get(rule.id), rule, example)));
      continue;
    }
    const guilty = rules.length === 1 ? rules[0] : guiltyRule(error.file, rules, policies);
    if (guilty) faults.push(tornFault(guilty, example, error));
    torn.set(guilty, [...(torn.get(guilty) ?? []), example]);
  }
  // Such a rule takes the others of its document with it, so they are asked again without it.
  for (const [guilty, documents] of torn) {
    const others = rules.filter((rule) => rule !== guilty);
    const groups = guilty ? [others] : others.map((rule) => [rule]);
    for (const group of groups) faults.push(...(await faultsOf(group, documents, policies)));
  }
  return faults;
}

function guiltyRule(file: string, rules: readonly Rule[], { modules }: CheckedPolicies): Rule | undefined {
  const text = modules.find(({ path }) => path === file)?.text ?? "";
  return rules.find(({ id }) => id === ruleIn(text)?.id);
}

function evaluateRules(
  rules: readonly Rule[],
  examples: readonly PreparedExample[],
  { modules, capabilities, options, secondsPerRule }: CheckedPolicies,
): Promise<readonly PolicyEvaluation[]> {
  const values = rules.map(({ scope, id }) => `"${id}": data.entitlint.rules.${scope}.${id.replaceAll("-", "_")}`);
  // Every example has an estate of its own, while data is one for all; so the query moves it to where rules look.
  const query = `{${values.join(", ")}} with input as input.document with data.estate as input.estate`;
  const inputs = examples.map(({ input, estate }) => JSON.stringify({ document: input, estate }));
  // Many rules together take longer than one may, and none of them is at fault for that.
  const timeoutSeconds = secondsPerRule * Math.ceil(rules.length / rulesInOneTime);
  return evaluatePolicies({ modules, capabilities, query, inputs }, { ...options, timeoutSeconds });
}
