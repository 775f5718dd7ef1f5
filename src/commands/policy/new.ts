import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { didYouMean } from "../../did-you-mean.ts";
import { EntitlintError, type Problem } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { isScope, Scope } from "../../model/document.ts";
import { loadRules } from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";
import { ruleFiles } from "./rule-template.ts";

export interface NewOptions {
  readonly scope: string;
  readonly title?: string;
}

/** Writes a rule that works, with a test and examples that pass, as the place to start from. */
export const newRule: CommandBody<NewOptions> = async ({ args, options }, context) => {
  const [id = ""] = args;
  const { scope } = options;
  if (!isScope(scope) || !isRuleName(id)) throw refusedWords(id, scope);
  const { sources, writable, options: compile } = await openPolicies(options, context, { makesFolder: true });
  if (!writable) {
    throw new EntitlintError({
      code: "pack/no-folder",
      message: "no config here names a folder for policies",
      next: "Write `policies: [policies]` into entitlint.yaml.",
    });
  }
  const taken = (await loadRules(sources, compile)).find((rule) => rule.id === id || rule.aliases?.includes(id));
  if (taken) throw exists(`there is a rule ${id} already`);
  const name = id.replaceAll("-", "_");
  const parts = writable.shipped ? ["entitlint", "rules", scope, name] : [scope, name];
  const folder = join(writable.folder, ...parts);
  if (existsSync(folder)) throw exists(`${relative(context.cwd, folder)} is there already`);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(ruleFiles(id, scope, options.title ?? titleOf(id)))) {
    await writeFile(join(folder, file), text, { flag: "wx" });
    context.stdout.write(`${safeText(relative(context.cwd, join(folder, file)))}\n`);
  }
  return exitCodes.clean;
};

function titleOf(id: string): string {
  const words = id.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function exists(message: string): EntitlintError {
  return new EntitlintError({ code: "pack/rule-exists", message, next: "Choose another name." });
}

/** A package that ends in `_test` holds tests and is no rule's. */
function isRuleName(id: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && !id.endsWith("-test");
}

function refusedWords(id: string, scope: string): EntitlintError {
  const name = isRuleName(id) ? [] : [badName(id)];
  const place = isScope(scope) ? [] : [badScope(scope)];
  const [first = badName(id), ...rest] = [...name, ...place];
  return new EntitlintError([first, ...rest]);
}

function badName(id: string): Problem {
  const near = kebab(id);
  const example = isRuleName(near) ? `Did you mean \`${near}\`?` : "An example is account-locked.";
  return {
    code: "pack/rule-name",
    message: `${JSON.stringify(id)} is no name for a rule`,
    next: `Write it in kebab-case, beginning with a letter and not ending in -test. ${example}`,
  };
}

function badScope(scope: string): Problem {
  return {
    code: "usage/invalid",
    message: `there are no documents of scope ${JSON.stringify(scope)}`,
    next: `${didYouMean(scope, Scope.options)}Use one of: ${Scope.options.join(", ")}.`,
  };
}

/** The words of a text in kebab-case, accents and whatever else no name can hold left out. */
function kebab(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "")
    .replace(/(-test)+$/, "");
}
