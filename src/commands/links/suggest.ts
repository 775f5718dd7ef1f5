import { type LinkSuggestions, suggestPairs } from "../../correlate/suggest-pairs.ts";
import type { SuggestedPair } from "../../correlate/try-pair.ts";
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

/** Pairs and disputes shown per application. */
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

function suggestionText(suggestion: LinkSuggestions): string {
  const { app, people, accounts, linked, undeclared, pairs, refused, disputed } = suggestion;
  const from = people.length > 0 ? `people of ${people.join(", ")}` : "no population declared: add people: to the app";
  const lines = [`${app}: ${linked} of ${counted(accounts, "account")} linked (${from})`];
  if (undeclared)
    lines.push(`  with people: [${undeclared.people.join(", ")}] ${undeclared.linked} would be, by their own keys`);
  if ((undeclared?.linked ?? linked) + disputed.length < accounts && pairs.length === 0)
    lines.push("  no pair of attributes links any of the others");
  for (const pair of pairs.slice(0, shownPairs)) {
    lines.push(`  - ${pairText(pair)}   links ${pair.links} more`);
    for (const sample of pair.samples) lines.push(`      ${sample.account} → ${sample.person} (${sample.value})`);
  }
  for (const pair of refused.slice(0, shownPairs))
    lines.push(`  not ${pairText(pair)}: it would link ${pair.links} more, and ${doubtText(pair)}`);
  lines.push(...disputeLines(disputed));
  return `${lines.map(safeText).join("\n")}\n`;
}

function pairText({ account, person, ignoreCase }: SuggestedPair): string {
  return `{account: ${inYaml(account)}, person: ${inYaml(person)}${ignoreCase ? ", ignoreCase: true" : ""}}`;
}

/** A name as it can be pasted into an access file. */
function inYaml(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
}

function doubtText({ ambiguous, contrary }: SuggestedPair): string {
  const shared = `${counted(ambiguous, "account has", "accounts have")} a value that several people share`;
  const contradicted = `other keys of ${counted(contrary, "account")} lead to somebody else`;
  return [...(ambiguous > 0 ? [shared] : []), ...(contrary > 0 ? [contradicted] : [])].join(", and ");
}

/** No pair settles a dispute: the most trusted key says who it probably is, and a person has to say so. */
function disputeLines(disputed: LinkSuggestions["disputed"]): string[] {
  if (disputed.length === 0) return [];
  const left = disputed.length - shownPairs;
  return [
    `  ${counted(disputed.length, "account is", "accounts are")} disputed, which no pair mends: correct the data, or say whose it is in links.yaml`,
    ...disputed
      .slice(0, shownPairs)
      .flatMap(({ account, keys }) => [
        `      ${account}`,
        ...keys.map(
          ({ by, value, people }, index) =>
            `        ${index === 0 ? "strongest: " : ""}${by} ${value} → ${people.join(", ")}`,
        ),
      ]),
    ...(left > 0 ? [`      and ${left} more, which --format json shows`] : []),
  ];
}

function unknownApp(app: string, known: readonly string[]): EntitlintError {
  return new EntitlintError({
    code: "estate/unknown-object",
    message: `nothing was read of an application ${JSON.stringify(app)}`,
    next: `There are accounts of: ${known.join(", ") || "none"}.`,
  });
}
