import * as z from "zod";
import { type CompileOptions, evaluatePolicies, inspectPolicies, type PolicyInspection } from "../compile/index.ts";
import type { Problem } from "../errors.ts";
import type { Rule } from "../model/rule.ts";
import type { PackSources } from "./compile-pack.ts";
import type { PolicyFolder } from "./policy-folder.ts";
import { rulePackage } from "./rule-package.ts";

const Found = z.array(z.object({ file: z.string(), msg: z.string() }));

/** What the Rego in policies/entitlint/checks finds wrong with the METADATA of rules, and with imports of any file of their folders. */
export async function lintAnnotations(
  sources: PackSources,
  { folders, rules }: { readonly folders: readonly PolicyFolder[]; readonly rules: readonly Rule[] },
  options: CompileOptions,
): Promise<Problem[]> {
  const checks = sources.folders.flatMap((folder) => folder.checks);
  const files = folders.flatMap((folder) => [...folder.modules, ...folder.tests, ...folder.checks]);
  const inspection = await inspectPolicies(files, options);
  const examples = new Set(folders.flatMap((folder) => folder.examples.map(({ path }) => path)));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const input = {
    modules: inspection.modules.map(({ path, imports }) => ({ path, imports: imports.map((one) => one.path) })),
    rules: rules.map((rule) => ({ ...rule, ...describedIn(rule, inspection, texts, examples) })),
  };
  const query = "data.entitlint.checks.annotations.problems";
  const request = { modules: checks, capabilities: sources.capabilities, query, inputs: [JSON.stringify(input)] };
  const [result] = await evaluatePolicies(request, options);
  return Found.parse(result?.value).map(({ file, msg }) => ({
    code: "pack/metadata",
    message: msg,
    place: { file },
    next: "CONTRIBUTING.md says what METADATA holds.",
  }));
}

function describedIn(
  rule: Rule,
  inspection: PolicyInspection,
  texts: ReadonlyMap<string, string>,
  examples: ReadonlySet<string>,
): { file: string; literals: string[]; examples: boolean } {
  const files = inspection.modules.filter((module) => rulePackage(module.package)?.id === rule.id);
  const literals = files.flatMap(({ path }) =>
    [...(texts.get(path) ?? "").matchAll(/"reason": "([^"]*)"/g)].flatMap((match) => match[1] ?? []),
  );
  const hasExamples = files.some(({ path }) => examples.has(path.replace(/\.rego$/, ".yaml")));
  return { file: files[0]?.path ?? "", literals, examples: hasExamples };
}
