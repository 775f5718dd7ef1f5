import { checkPolicies, type PolicyModule } from "../../compile/index.ts";
import { counted } from "../../counted.ts";
import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import { startPack } from "../../evaluate/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Rule } from "../../model/rule.ts";
import {
  compilePack,
  lintAnnotations,
  loadRules,
  type PreparedExample,
  policySchemas,
  prepareExamples,
} from "../../pack/index.ts";
import type { CommandBody } from "../context.ts";
import { checkFindings } from "./check-findings.ts";
import { sourcesAround, testsAround } from "./modules-around.ts";
import { openPolicies } from "./open-policies.ts";

export interface CheckRulesOptions {
  /** How long a rule may take on an example, in seconds. */
  readonly timeout: number;
}

/**
 * Everything that can be said of rules by themselves and by what they give on examples, whatever is wanted of them there:
 * shipped examples too, because they are documents of every sort. Throws EntitlintError with what is wrong.
 */
export const checkRules: CommandBody<CheckRulesOptions> = async ({ options }, context) => {
  const opened = await openPolicies(options, context);
  const { sources } = opened;
  const rules = await loadRules(sources, opened.options);
  const around = sourcesAround(sources, opened.own);
  const pack = await compilePack(around, opened.options);
  const modules = around.folders.flatMap((folder) => folder.modules);
  const { capabilities } = sources;
  const tested = [...modules, ...testsAround(sources, opened.own)];
  await checkPolicies({ modules: tested, capabilities, schemas: policySchemas() }, opened.options);
  const ownOrigins = opened.own.map(({ origin }) => origin);
  const own = rules.filter((rule) => ownOrigins.includes(rule.origin));
  const files = sources.folders.flatMap((folder) => folder.examples);
  const { examples: all, problems } = readableExamples(files, rules);
  const started = await startPack(pack, options.timeout);
  try {
    throwProblems([
      ...(await lintAnnotations(sources, { folders: opened.own, rules: own }, opened.options)),
      ...problems,
      ...(await checkFindings(own, all, { modules, options: opened.options, pack: started })),
    ]);
  } finally {
    await started.close();
  }
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
