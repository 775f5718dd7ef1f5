import { availableParallelism } from "node:os";
import type { CompileOptions } from "../../compile/index.ts";
import { counted } from "../../counted.ts";
import { problemLine, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Rule } from "../../model/rule.ts";
import {
  type ArguedSurvivor,
  isArgued,
  loadRules,
  type Mutant,
  type MutantOutcome,
  type MutatedRule,
  type MutationGround,
  mutantsOf,
  type PolicyFolder,
  prepareExamples,
  readSurvivors,
  runMutants,
  staleArguments,
} from "../../pack/index.ts";
import { ruleIn } from "../../pack/rule-package.ts";
import { safeText } from "../../report/safe-text.ts";
import { revision } from "../../repository/revision.ts";
import type { CommandBody } from "../context.ts";
import { findRule } from "./find-rule.ts";
import { type OpenPolicies, openPolicies } from "./open-policies.ts";

export interface MutateOptions {
  readonly since?: string;
  readonly timeout: number;
}

/** Mutants that one compiler is asked about at once: enough to pay for its start, few enough for its memory. */
const mutantsAtOnce = 150;

/**
 * Changes rules a little, in every way there is, and demands that a test or an example notices. Exit code 1 where a change
 * goes unnoticed and nobody has written why it may.
 */
export const mutateRules: CommandBody<MutateOptions> = async ({ args, options }, context) => {
  const opened = await openPolicies(options, context);
  const known = await loadRules(opened.sources, opened.options);
  const asked = args.map((name) => findRule(name, known).id);
  const rules = await chosen(opened, asked, options.since, context.env);
  const { argued, problems } = argumentsOf(opened.own, rules);
  throwProblems(problems);
  const mutants = rules.flatMap(mutantsOf);
  const compile = { ...opened.options, timeoutSeconds: options.timeout };
  const outcomes = await runAll(rules, mutants, groundOf(opened, known), compile);
  const survivors = mutants.filter((mutant) => outcomes.get(mutant) === "survived");
  const unargued = survivors.filter((mutant) => !isArgued(mutant, argued));
  const lines = [...unargued.map(survivorText), ...staleArguments(argued, survivors).map(problemLine)];
  for (const line of lines) context.stdout.write(`${safeText(line)}\n`);
  const of = (outcome: MutantOutcome) => mutants.filter((mutant) => outcomes.get(mutant) === outcome).length;
  context.stdout.write(
    `${counted(rules.length, "rule")}, ${counted(mutants.length, "mutant")}: ${of("killed")} noticed, ${of("invalid")} do not compile, ${survivors.length - unargued.length} unnoticed with a reason, ${unargued.length} without\n`,
  );
  return lines.length > 0 ? exitCodes.violations : exitCodes.clean;
};

/** The rules asked for: those named, those that differ from a revision, else all of the caller's own. */
async function chosen(
  { sources, own, fileOf }: OpenPolicies,
  asked: readonly string[],
  since: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<MutatedRule[]> {
  const folders = asked.length > 0 ? sources.folders : own;
  const all = folders.flatMap((folder) =>
    folder.modules.flatMap((module): MutatedRule[] => {
      const id = ruleIn(module.text)?.id;
      if (id === undefined || (asked.length > 0 && !asked.includes(id))) return [];
      const stem = module.path.replace(/\.rego$/, "");
      return [{ id, module, tests: folder.tests.filter(({ path }) => path === `${stem}_test.rego`) }];
    }),
  );
  if (since === undefined) return all;
  const before = await revision(fileOf(""), since, env);
  const changed: MutatedRule[] = [];
  for (const rule of all) {
    for (const file of [rule.module, ...rule.tests]) {
      const bytes = await before.read(file.path);
      if (bytes !== undefined && Buffer.from(bytes).toString("utf8") === file.text) continue;
      changed.push(rule);
      break;
    }
  }
  return changed;
}

function groundOf({ sources }: OpenPolicies, known: readonly Rule[]): MutationGround {
  const { folders, capabilities } = sources;
  const libraries = folders.flatMap((folder) => [
    ...folder.modules.filter(({ path, text }) => ruleIn(text) === undefined && !/(^|\/)main\//.test(path)),
    ...folder.tests.filter(({ path }) => /(^|\/)lib\//.test(path)),
  ]);
  const files = folders.flatMap((folder) => folder.examples);
  return { libraries, capabilities, examples: prepareExamples(files, known) };
}

function argumentsOf(folders: readonly PolicyFolder[], rules: readonly MutatedRule[]) {
  const own = new Set(rules.map(({ module }) => module.path.replace(/\.rego$/, "_survivors.yaml")));
  const read = folders
    .flatMap((folder) => folder.survivors)
    .filter(({ path }) => own.has(path))
    .map(readSurvivors);
  const argued: ArguedSurvivor[] = read.flatMap((one) => one.argued);
  return { argued, problems: read.flatMap((one) => one.problems) };
}

/** In as many processes as there are processors; each gets whole rules, so that each original is tested once. */
async function runAll(
  rules: readonly MutatedRule[],
  mutants: readonly Mutant[],
  ground: MutationGround,
  options: CompileOptions,
): Promise<ReadonlyMap<Mutant, MutantOutcome>> {
  const batches = batchesOf(rules, mutants);
  const outcomes = new Map<Mutant, MutantOutcome>();
  async function work(): Promise<void> {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const { rules: some, mutants: theirs } = batch;
      for (const [mutant, outcome] of await runMutants(some, theirs, ground, options)) outcomes.set(mutant, outcome);
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), batches.length) }, work));
  return outcomes;
}

interface Batch {
  readonly rules: MutatedRule[];
  readonly mutants: Mutant[];
}

function batchesOf(rules: readonly MutatedRule[], mutants: readonly Mutant[]): Batch[] {
  const batches: Batch[] = [];
  for (const rule of rules) {
    const own = mutants.filter((mutant) => mutant.rule === rule.id);
    const last = batches.at(-1);
    if (last && last.mutants.length + own.length <= mutantsAtOnce) {
      last.rules.push(rule);
      last.mutants.push(...own);
    } else batches.push({ rules: [rule], mutants: own });
  }
  return batches;
}

function survivorText({ file, line, mutation, was, becomes }: Mutant): string {
  const change = becomes === "" ? "without it" : `as \`${becomes}\``;
  return `${file}:${line}: no test notices this ${mutation.sort} \`${was}\` ${change}`;
}
