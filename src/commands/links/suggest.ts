import { type LinkSuggestions, suggestPairs } from "../../correlate/suggest-pairs.ts";
import { counted } from "../../counted.ts";
import { EntitlintError } from "../../errors.ts";
import { safeJson } from "../../report/safe-json.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import { type EstateOptions, openEstate } from "../estate/open-estate.ts";

export interface SuggestOptions extends EstateOptions {
  readonly app?: string;
  readonly format: string;
}

/** Pairs shown per application. */
const shownPairs = 5;

/** Shows, per application, which declared pair would link most of the accounts that found nobody. */
export const suggest: CommandBody<SuggestOptions> = async ({ options }, context) => {
  const open = await openEstate(options, context);
  const code = exitOfLooking(open, context, options);
  const apps = [...new Set(open.estate.principals.accounts.map((row) => row.system))].sort();
  if (options.app !== undefined && !apps.includes(options.app)) throw unknownApp(options.app, apps);
  const suggestions = apps
    .filter((app) => options.app === undefined || app === options.app)
    .map((app) => suggestPairs(app, open.estate, open.correlation));
  if (options.format === "json") context.stdout.write(`${safeJson({ version: 1, apps: suggestions }, 2)}\n`);
  else for (const suggestion of suggestions) context.stdout.write(suggestionText(suggestion));
  return code;
};

function suggestionText({ app, people, accounts, linked, pairs }: LinkSuggestions): string {
  const from = people.length > 0 ? `people of ${people.join(", ")}` : "no population declared: add people: to the app";
  const lines = [`${app}: ${linked} of ${counted(accounts, "account")} linked (${from})`];
  if (linked < accounts && pairs.length === 0) lines.push("  no pair of attributes links any of the others");
  for (const { account, person, ignoreCase, links, ambiguous, samples } of pairs.slice(0, shownPairs)) {
    const doubt = ambiguous > 0 ? `, ${ambiguous} ambiguous` : "";
    lines.push(
      `  - {account: ${account}, person: ${person}${ignoreCase ? ", ignoreCase: true" : ""}}   links ${links} more${doubt}`,
    );
    for (const sample of samples) lines.push(`      ${sample.account} → ${sample.person} (${sample.value})`);
  }
  return `${lines.map(safeText).join("\n")}\n`;
}

function unknownApp(app: string, known: readonly string[]): EntitlintError {
  return new EntitlintError({
    code: "estate/unknown-object",
    message: `nothing was read of an application ${JSON.stringify(app)}`,
    next: `There are accounts of: ${known.join(", ") || "none"}.`,
  });
}
