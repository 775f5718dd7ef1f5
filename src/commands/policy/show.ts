import { collectors } from "../../collect/registry.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { Rule } from "../../model/rule.ts";
import { loadRules, type PreparedExample, prepareExamples } from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { feedingCells } from "./feeding.ts";
import { cellDetails, partyWords, wayText } from "./feeding-words.ts";
import { findRule } from "./find-rule.ts";
import { openPolicies } from "./open-policies.ts";
import { paramWords } from "./param-words.ts";
import { toldWords } from "./told-words.ts";

/** Lists the rules, or shows one: what it means, what can be set, what it needs, and its examples. */
export const showPolicy: CommandBody<object> = async ({ args, options }, context) => {
  const { sources, options: compile } = await openPolicies(options, context);
  const rules = await loadRules(sources, compile);
  const [asked] = args;
  if (asked === undefined) {
    const width = Math.max(...rules.map(({ id }) => id.length));
    for (const { id, severity, title } of rules) {
      context.stdout.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${safeText(onOneLine(title))}\n`);
    }
    return exitCodes.clean;
  }
  const rule = findRule(asked, rules);
  const files = sources.folders.flatMap((folder) => folder.examples);
  const examples = prepareExamples(files, rules).filter((example) => example.rule.id === rule.id);
  for (const line of ruleLines(rule, examples)) context.stdout.write(`${safeText(onOneLine(line))}\n`);
  return exitCodes.clean;
};

/** Texts of METADATA may be broken into lines, which mean no more there than a space. */
function onOneLine(text: string): string {
  return text.trimEnd().replace(/\s*\n\s*/g, " ");
}

function ruleLines(rule: Rule, examples: readonly PreparedExample[]): string[] {
  const params = Object.entries(rule.params).map(
    ([name, param]) =>
      `  ${name} (${param.type}, ${JSON.stringify(param.default)}): ${param.description.trim()}${paramWords(param)}`,
  );
  return [
    rule.id,
    rule.title,
    "",
    ...rule.description.trim().split("\n"),
    "",
    `Severity: ${rule.severity}`,
    `Examines: every ${rule.examines}`,
    `Reasons: ${Object.keys(rule.reasons).join(", ")}`,
    `Remediation: ${rule.remediation}`,
    ...section("Parameters", params),
    ...section("Needs", rule.needs.map(needText)),
    ...section(
      "Rests on",
      rule.rests_on.map((way) => `  ${way.reasons.join(", ")}: ${wayText(way)}`),
    ),
    ...section("Fed by", rule.rests_on.length > 0 ? feedingLines(rule) : []),
    ...section(
      "Not a violation",
      rule.false_positives.map((text) => `  ${text}`),
    ),
    ...section(
      "Examples",
      examples.map((example) => `  ${verdictOf(example)}: ${example.title}`),
    ),
    ...section("Controls", [`  ${rule.controls.join(", ")}`]),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ["", `${title}:`, ...lines] : [];
}

function needText(need: Rule["needs"][number]): string {
  if ("correlated" in need) return `  ${need.correlated} % of the accounts found whose they are`;
  if ("declared" in need) return `  ${decided[need.declared]}`;
  if ("told" in need) return `  ${toldWords[need.told]}`;
  if ("provisioning" in need) return `  ${need.provisioning.join(" or ")} of a log of provisioning`;
  if ("anywhere" in need) return `  ${need.kind} records with ${need.anywhere.join(" or ")} of any source`;
  if ("oneOf" in need) return `  of the application, ${need.oneOf.map(withFields).join(" or ")}`;
  const fields = need.fields.length > 0 ? ` with ${need.fields.join(", ")}` : "";
  return `  ${need.kind} records${fields} of ${needed[need.of]}`;
}

function withFields({ kind, fields }: { kind: string; fields: readonly string[] }): string {
  return `${kind} records with ${fields.join(", ")}`;
}

const decided = {
  access: "roles that give something in the application",
  duties: "duties that access/sod.yaml keeps apart",
  mapping: "groups that a directory fills",
  creation: "an access file that says that a channel makes the application's accounts",
  sso: "an access file that demands signing in through the directory",
  reviews: "decisions of reviews about this application",
  campaigns: "reviews of this application, or of at least half of its accounts",
  emergencies: "an account of this system in access/breakglass.yaml",
  authority: "access/authority.yaml, with a field that this system holds",
} as const;

const needed = {
  app: "the application",
  people: "the directories its people come from",
  authority: "the sources that a directory takes its people from",
} as const;

/** What each collector can tell the rule, as the system that is judged and as whatever else it takes. */
function feedingLines(rule: Rule): string[] {
  const cells = feedingCells([rule], collectors);
  const parties = [...new Set(cells.map(({ party }) => party))];
  return parties.flatMap((party) => [
    `  as ${partyWords[party]}`,
    ...cells
      .filter((cell) => cell.party === party)
      .map((cell) => `    ${cell.collector.padEnd(10)}${cellDetails(cell)}`),
  ]);
}

function verdictOf(example: PreparedExample): string {
  if (example.violations.length > 0) return "violation";
  return example.unknowns.length > 0 ? "unknown" : "clean";
}
