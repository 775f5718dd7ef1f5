import type { PolicyModule } from "../../compile/index.ts";
import { packageIn } from "../rule-package.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";

/** A rule's files, as mutation needs them. */
export interface MutatedRule {
  readonly id: string;
  readonly module: PolicyModule;
  readonly tests: readonly PolicyModule[];
}

/** One rule with one change. `was` and `becomes` are the line on which the change begins, without white space around it. */
export interface Mutant {
  readonly rule: string;
  readonly number: number;
  readonly mutation: Mutation;
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly becomes: string;
  readonly text: string;
}

/** All mutants of a rule; those that come to the same text are one. */
export function mutantsOf({ id, module: { path, text } }: MutatedRule): Mutant[] {
  const known = new Set([text]);
  const mutants: Mutant[] = [];
  for (const mutation of mutationsOf(text)) {
    const changed = `${text.slice(0, mutation.start)}${mutation.to}${text.slice(mutation.end)}`;
    if (known.has(changed)) continue;
    known.add(changed);
    const lineStart = text.lastIndexOf("\n", mutation.start - 1) + 1;
    mutants.push({
      rule: id,
      number: mutants.length + 1,
      mutation,
      file: path,
      line: text.slice(0, lineStart).split("\n").length,
      was: lineAt(text, lineStart),
      becomes: lineAt(changed, lineStart),
      text: changed,
    });
  }
  return mutants;
}

function lineAt(text: string, start: number): string {
  return (text.slice(start).split("\n", 1)[0] ?? "").trim();
}

/** The package that a mutant and its copy of the tests get, so that all stand beside each other in one compilation. */
export function mutantPackage(rule: string, number: number): string {
  return `entitlint.mutants.${rule.replaceAll("-", "_")}.m${number}`;
}

/** A rule's module and tests as those of its mutant with this number; with its own text for number 0. */
export function mutantModules(rule: MutatedRule, number: number, text = rule.module.text): PolicyModule[] {
  const own = packageIn(rule.module.text) ?? "";
  const others = rule.tests.map((test) => test.text);
  const folder = mutantFolder(rule.id, number);
  return [text, ...others].map((one, index) => ({
    path: `${folder}${index}.rego`,
    text: moved(one, own, mutantPackage(rule.id, number)),
  }));
}

export function mutantFolder(rule: string, number: number): string {
  return `mutants/${rule}/${number}/`;
}

/** METADATA goes: types are checked where rules are, and a second time would cost as much again for each mutant. */
export function withoutComments(text: string): string {
  return text.replace(/^#.*$/gm, "");
}

function moved(text: string, from: string, to: string): string {
  const named = new RegExp(`\\b${from.replaceAll(".", "\\.")}(?=\\b|_test\\b)`, "g");
  return withoutComments(text).replace(named, to);
}
