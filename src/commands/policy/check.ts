import { checkPolicies } from "../../compile/index.ts";
import { throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { compilePack, lintAnnotations, policySchemas, prepareExamples } from "../../pack/index.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";

/** Everything that can be said of rules without running them. Throws EntitlintError with what is wrong. */
export const checkRules: CommandBody<object> = async ({ options }, context) => {
  const opened = await openPolicies(options, context);
  const { sources } = opened;
  const pack = await compilePack(sources, opened.options);
  const modules = sources.folders.flatMap((folder) => [...folder.modules, ...folder.tests, ...folder.checks]);
  const { capabilities } = sources;
  await checkPolicies({ modules, capabilities, schemas: policySchemas() }, opened.options);
  const ownOrigins = opened.own.map(({ origin }) => origin);
  const own = pack.rules.filter((rule) => ownOrigins.includes(rule.origin));
  throwProblems(await lintAnnotations(sources, own, opened.options));
  const examples = prepareExamples(
    opened.own.flatMap((folder) => folder.examples),
    pack.rules,
  );
  context.stdout.write(`${own.length} rules and ${examples.length} examples checked\n`);
  return exitCodes.clean;
};
