// @ts-check
/** @typedef {import("../../src/model/rule.ts").Rule} Rule */

const notice =
  "<!-- This page is generated from the rule's METADATA and examples by scripts/generate-rule-docs.mjs; do not edit it. -->";

/** The text of each rule's examples, by rule id. @param {import("../../src/pack/index.ts").PackSources} sources @returns {Map<string, string>} */
export function examplesByRule(sources) {
  return new Map(
    sources.folders.flatMap(({ examples }) =>
      examples.map(({ path, text }) => [
        (path.split("/").at(-1) ?? "").replace(/\.yaml$/, "").replaceAll("_", "-"),
        text,
      ]),
    ),
  );
}

/** @param {readonly Rule[]} rules @returns {string} */
export function rulesTable(rules) {
  const rows = rules.map(
    ({ id, title, severity, examines }) => `| [${id}](${id}.md) | ${cell(title)} | ${severity} | ${examines} |`,
  );
  return page([
    notice,
    "# Rules",
    "Every rule has an id for ever. Severity is the rule's own; some findings are graver or lighter, and the config can set another. What a rule can find depends on what is read: [Which source feeds which rule](../sources.md).",
    ["| rule | what it finds | severity | counts |", "|---|---|---|---|", ...rows].join("\n"),
  ]);
}

/** @param {Rule} rule @param {string} examples text of the YAML file @returns {string} */
export function rulePage(rule, examples) {
  const cause = rule.cause_of
    ? [`Where both find the same access, this rule is shown as a cause of [${rule.cause_of}](${rule.cause_of}.md).`]
    : [];
  return page([
    notice,
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
    ...needs(rule),
    `What each reason rests on, and which sources tell it: [Which source feeds which rule](../sources.md#${rule.id}).`,
    "## What is not a violation",
    rule.false_positives.map((text) => `- ${text}`).join("\n"),
    "## Examples",
    "These are run as tests. Fields that do not matter to the example are left out.",
    `\`\`\`yaml\n${examples.trim()}\n\`\`\``,
    "## Controls",
    `${rule.controls.join(" · ")}`,
    ...rule.resources.map(({ ref, description }) => `- [${description ?? ref}](${ref})`),
  ]);
}

/** @param {Rule} rule @returns {string[]} */
function sharedReasons(rule) {
  return Object.entries(rule.shared).map(
    ([reason, cause]) =>
      `Cases of \`${reason}\` have one cause in an application (${cause}), and are told once for each, with their number.`,
  );
}

/** @param {Rule} rule @returns {string[]} */
function parameters(rule) {
  const rows = Object.entries(rule.params).map(([name, param]) => [
    `\`${name}\``,
    param.type,
    `\`${JSON.stringify(param.default)}\``,
    param.description,
  ]);
  return rows.length > 0 ? ["## Parameters", table(["name", "type", "default", "meaning"], rows)] : [];
}

/** @param {Rule} rule @returns {string[]} */
function needs(rule) {
  const lines = rule.needs.map((need) => {
    if ("correlated" in need)
      return `- at least ${need.correlated} % of the application's accounts have found whose they are`;
    if ("declared" in need) return `- ${decided[need.declared]}`;
    if ("anywhere" in need)
      return `- ${need.kind} records with ${need.anywhere.map((field) => `\`${field}\``).join(" or ")}, of any source`;
    if ("provisioning" in need)
      return `- ${need.provisioning.map((one) => `\`${one}\``).join(" or ")} of whoever tells what provisioning does in the application`;
    const fields = need.fields.length > 0 ? ` with ${need.fields.map((field) => `\`${field}\``).join(", ")}` : "";
    return `- \`${need.kind}\` records${fields} of ${needed[need.of]}`;
  });
  return lines.length > 0
    ? ["## What it needs", "Without these the rule is not evaluable there, and says so.", lines.join("\n")]
    : [];
}

const decided = {
  access:
    "a role of `access/roles` that gives something in the application, or the mode `exhaustive`; see [roles.md](../roles.md)",
  duties: "a conflict of duties in `access/sod.yaml`",
};

const needed = {
  app: "the application itself",
  people: "every directory from which the application's people come",
  authority: "every source from which a directory takes its people, for directories",
};

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** @param {readonly string[]} parts */
function page(parts) {
  return `${parts.join("\n\n")}\n`;
}
