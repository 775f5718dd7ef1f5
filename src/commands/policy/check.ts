import { checkPolicies, type PolicyModule } from "../../compile/index.ts";
import { counted } from "../../counted.ts";
import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Rule } from "../../model/rule.ts";
import {
  compilePack,
  lintAnnotations,
  type PreparedExample,
  policySchemas,
  prepareExamples,
} from "../../pack/index.ts";
import type { CommandBody } from "../context.ts";
import { checkFindings } from "./check-findings.ts";
import { openPolicies } from "./open-policies.ts";

export interface CheckRulesOptions {
  /** How long rules may take on all examples, in seconds. */
  readonly timeout: number;
}

/**
 * Everything that can be said of rules by themselves and by what they give on examples, whatever is wanted of them there:
 * shipped examples too, because they are documents of every sort. Throws EntitlintError with what is wrong.
 */
export const checkRules: CommandBody<CheckRulesOptions> = async ({ options }, context) => {
  const opened = await openPolicies(options, context);
  const { sources } = opened;
  const pack = await compilePack(sources, opened.options);
  const modules = sources.folders.flatMap((folder) => folder.modules);
  const others = sources.folders.flatMap((folder) => [...folder.tests, ...folder.checks]);
  const { capabilities } = sources;
  await checkPolicies({ modules: [...modules, ...others], capabilities, schemas: policySchemas() }, opened.options);
  const ownOrigins = opened.own.map(({ origin }) => origin);
  const own = pack.rules.filter((rule) => ownOrigins.includes(rule.origin));
  const files = sources.folders.flatMap((folder) => folder.examples);
  const { examples: all, problems } = readableExamples(files, pack.rules);
  throwProblems([
    ...(await lintAnnotations(sources, own, opened.options)),
    ...problems,
    ...(await checkFindings(own, all, {
      modules,
      capabilities,
      options: opened.options,
      secondsPerRule: options.timeout,
    })),
  ]);
  const ownRules = new Set(own.map(({ id }) => id));
  const examples = all.filter(({ rule }) => ownRules.has(rule.id)).length;
  context.stdout.write(`${counted(own.length, "rule")} and ${counted(examples, "example")} checked\n`);
  return exitCodes.clean;
};

/** The examples of all files that can be read, and what is wrong with the others. */
function readableExamples(
  files: readonly PolicyModule[],
  rules: readonly Rule[],
): { examples: PreparedExample[]; problems: Problem[] } {
  const examples: PreparedExample[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      examples.push(...prepareExamples([file], rules));
    } catch (error) {
      if (!(error instanceof EntitlintError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { examples, problems };
}
