import type { PolicyInspection } from "../../compile/index.ts";
import { counted } from "../../counted.ts";
import type { Place, Problem } from "../../errors.ts";
import { rulePackage } from "../../pack/rule-package.ts";
import type { Fault } from "./find-faults.ts";

const advice: Partial<Record<Problem["code"], string>> = {
  "pack/finding-shape": "Give objects with the texts msg, id, app and reason, and nothing that no finding has.",
  "pack/finding-reference": "Take applications and ids from the document as they stand there.",
  "policy/timeout": "Look for an expression that goes through a very large range, or allow more with --timeout.",
  "policy/memory": "Look for an expression that goes through a very large range, or builds very large values.",
  "policy/evaluation": "Make sure that nothing has two values on one document.",
};

/** Faults as problems, each once, with the first example that shows it: the rest would be one line again and again. */
export function faultProblems(faults: readonly Fault[], inspection: PolicyInspection): Problem[] {
  const groups = new Map<string, [Fault, ...Fault[]]>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.rule.id, fault.code, generalized(fault.text)]);
    const group = groups.get(key);
    if (group) group.push(fault);
    else groups.set(key, [fault]);
  }
  const places = verdictPlaces(inspection);
  return [...groups.values()].map((group) => problemOf(group, places));
}

function problemOf(group: readonly [Fault, ...Fault[]], places: ReadonlyMap<string, Place>): Problem {
  const [{ rule, example, code, text, place = places.get(rule.id) }] = group;
  const others = new Set(group.map((fault) => fault.example)).size - 1;
  const more = others > 0 ? ` and ${counted(others, "more example")}` : "";
  const where = example
    ? `, on the example ${JSON.stringify(example.title)} (${example.file}:${example.line})${more}`
    : "";
  const next = advice[code];
  return { code, message: `${rule.id}: ${text}${where}`, ...(place && { place }), ...(next && { next }) };
}

/** Ids differ between examples where the mistake is one. */
function generalized(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

/** Where the first verdict of each rule stands, by rule. */
function verdictPlaces({ modules }: PolicyInspection): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { package: name, path, rules } of modules) {
    const id = rulePackage(name)?.id;
    const [first] = rules.filter((rule) => rule.name === "deny" || rule.name === "unknown");
    if (id && first && !places.has(id)) places.set(id, { file: path, line: first.line, column: first.column });
  }
  return places;
}
