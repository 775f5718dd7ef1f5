import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { counted } from "../../counted.ts";
import { exitCodes } from "../../exit-codes.ts";
import { loadRules } from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";
import { examplesByRule, rulePage, rulesTable } from "./rule-page.ts";
import { unwritable } from "./unwritable.ts";

export interface DocsOptions {
  readonly out: string;
}

/** Writes a page for each rule of one's own, and a list of them, in Markdown. Pages of other rules stay as they are. */
export const writeDocs: CommandBody<DocsOptions> = async ({ options }, context) => {
  const { sources, own, options: compile } = await openPolicies(options, context);
  const origins = own.map(({ origin }) => origin);
  const rules = (await loadRules(sources, compile)).filter(({ origin }) => origins.includes(origin));
  const examples = examplesByRule(sources);
  const surroundings = { madeBy: "`entitlint policy docs`", among: false };
  const folder = resolve(context.cwd, options.out);
  const pages = new Map([["README.md", rulesTable(rules, surroundings)]]);
  for (const rule of rules) pages.set(`${rule.id}.md`, rulePage(rule, examples.get(rule.id) ?? "", surroundings));
  try {
    await mkdir(folder, { recursive: true });
    for (const [file, text] of pages) await writeFile(join(folder, file), text);
  } catch (cause) {
    throw unwritable("the pages", options.out, "Name a folder that you may write to.", cause);
  }
  context.stdout.write(`${safeText(options.out)}: ${counted(rules.length, "rule")}\n`);
  return exitCodes.clean;
};
