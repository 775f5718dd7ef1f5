import type { Rule } from "../../model/rule.ts";
import type { PackSources } from "../../pack/index.ts";
import { paramWords } from "./param-words.ts";
import { toldWords } from "./told-words.ts";

/** What pages of rules say that depends on where they lie. */
export interface PageSurroundings {
  /** The program or command that writes the page. */
  readonly madeBy: string;
  /** Whether the pages about sources and roles lie in the folder above. */
  readonly among: boolean;
}

/** The text of each rule's examples, by rule id. */
export function examplesByRule(sources: PackSources): Map<string, string> {
  return new Map(
    sources.folders.flatMap(({ examples }) =>
      examples.map(({ path, text }) => [
        (path.split("/").at(-1) ?? "").replace(/\.yaml$/, "").replaceAll("_", "-"),
        text,
      ]),
    ),
  );
}

/** The page that lists rules. */
export function rulesTable(rules: readonly Rule[], surroundings: PageSurroundings): string {
  const rows = rules.map(
    ({ id, title, severity, examines }) => `| [${id}](${id}.md) | ${cell(title)} | ${severity} | ${examines} |`,
  );
  return page([
    notice(surroundings),
    "# Rules",
    `Every rule has an id for ever. Severity is the rule's own; some findings are graver or lighter, and the config can set another.${surroundings.among ? " What a rule can find depends on what is read: [Which source feeds which rule](../sources.md)." : ""}`,
    ["| rule | what it finds | severity | counts |", "|---|---|---|---|", ...rows].join("\n"),
  ]);
}

/** One rule's page; `examples` is the text of its file of examples. */
export function rulePage(rule: Rule, examples: string, surroundings: PageSurroundings): string {
  const cause = rule.cause_of
    ? [`Where both find the same access, this rule is shown as a cause of [${rule.cause_of}](${rule.cause_of}.md).`]
    : [];
  return page([
    notice(surroundings),
    `# ${rule.id}`,
    `**${rule.title}.** Severity: ${rule.severity}. Judges documents of scope \`${rule.scope}\` and counts every ${rule.examines}.`,
    rule.description.trim(),
    ...cause,
    `**What to do.** ${rule.remediation}`,
    "## Reasons",
    `The class goes into a finding's fingerprint, so a finding whose reason changes within a class stays the same finding.\n\n${table(
      ["reason", "class"],
      Object.entries(rule.reasons).map(([reason, kind]) => [`\`${reason}\``, kind]),
    )}`,
    ...sharedReasons(rule),
    ...parameters(rule),
    ...needs(rule, surroundings),
    ...(surroundings.among
      ? [
          `What each reason rests on, and which sources tell it: [Which source feeds which rule](../sources.md#${rule.id}).`,
        ]
      : []),
    ...part("What is not a violation", rule.false_positives.map((text) => `- ${text}`).join("\n")),
    ...part(
      "Examples",
      examples.trim() &&
        `These are run as tests. Fields that do not matter to the example are left out.\n\n\`\`\`yaml\n${examples.trim()}\n\`\`\``,
    ),
    ...part("Controls", rule.controls.join(" · ")),
    ...rule.resources.map(({ ref, description }) => `- [${description ?? ref}](${ref})`),
  ]);
}

function notice({ madeBy }: PageSurroundings): string {
  return `<!-- This page is generated from the rule's METADATA and examples by ${madeBy}; do not edit it. -->`;
}

/** A section, where there is anything to say. */
function part(title: string, text: string): string[] {
  return text === "" ? [] : [`## ${title}`, text];
}

function sharedReasons(rule: Rule): string[] {
  return Object.entries(rule.shared).map(
    ([reason, cause]) =>
      `Cases of \`${reason}\` have one cause in an application (${cause}), and are told once for each, with their number.`,
  );
}

function parameters(rule: Rule): string[] {
  const rows = Object.entries(rule.params).map(([name, param]) => [
    `\`${name}\``,
    param.type,
    `\`${JSON.stringify(param.default)}\``,
    `${param.description.trim()}${paramWords(param)}`,
  ]);
  return rows.length > 0 ? ["## Parameters", table(["name", "type", "default", "meaning"], rows)] : [];
}

function needs(rule: Rule, { among }: PageSurroundings): string[] {
  const lines = rule.needs.map((need) => {
    if ("correlated" in need)
      return `- at least ${need.correlated} % of the application's accounts have found whose they are`;
    if ("declared" in need) return `- ${decided[need.declared]}${(among && more[need.declared]) || ""}`;
    if ("told" in need) return `- ${toldWords[need.told]}`;
    if ("provisioning" in need)
      return `- ${need.provisioning.map((one) => `\`${one}\``).join(" or ")} of whoever tells what provisioning does in the application`;
    if ("anywhere" in need)
      return `- ${need.kind} records with ${need.anywhere.map((field) => `\`${field}\``).join(" or ")}, of any source`;
    if ("oneOf" in need)
      return `- of the application, ${need.oneOf.map(({ kind, fields }) => `\`${kind}\` records with ${fields.map((field) => `\`${field}\``).join(", ")}`).join(" or ")}`;
    const fields = need.fields.length > 0 ? ` with ${need.fields.map((field) => `\`${field}\``).join(", ")}` : "";
    return `- \`${need.kind}\` records${fields} of ${needed[need.of]}`;
  });
  return lines.length > 0
    ? ["## What it needs", "Without these the rule is not evaluable there, and says so.", lines.join("\n")]
    : [];
}

const decided = {
  access: "a role of `access/roles` that gives something in the application, or the mode `exhaustive`",
  duties: "a conflict of duties in `access/sod.yaml`",
  mapping:
    "a group of the application that a directory fills, by `groups` of its access file or by the directory's own word",
  creation: "`lifecycle.covers` in the application's access file, with `create` among what a channel does with users",
  sso: "`ssoRequired: true` or `localLogin: forbidden` in the application's access file",
  reviews:
    "a review that is known of something in the application, or of somebody who has an account there: in `access/reviews`, or in records of reviews",
  campaigns:
    "a review of the application as a whole, or of at least half of its accounts: in `access/reviews`, in records of reviews, or noted by the directory",
  emergencies: "an account of the system in `access/breakglass.yaml`",
  authority: "a field of `access/authority.yaml` that the system holds, and that a source whose word counts has read",
} as const;

const more: Partial<Record<keyof typeof decided, string>> = { access: "; see [roles.md](../roles.md)" };

const needed = {
  app: "the application itself",
  people: "every directory from which the application's people come",
  authority: "every source from which a directory takes its people, for directories",
} as const;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function page(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
