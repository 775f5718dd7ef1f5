// @ts-check
/** Writes docs/rules/: one page a rule, made from its METADATA and its examples, and a table of all. */
import { resolve } from "node:path";
import { settleGenerated } from "./project/settle-generated.mjs";

const root = resolve(import.meta.dirname, "..");
const { loadRules, packSources } = await import("../dist/pack/index.js");
const { examplesByRule, rulePage, rulesTable } = await import("../dist/commands/policy/rule-page.js");
const surroundings = { madeBy: "scripts/generate-rule-docs.mjs", among: true };

const sources = await packSources({ base: root, folders: [] });
const rules = await loadRules(sources, {});
const examples = examplesByRule(sources);
/** @type {Record<string, string>} */
const pages = { "docs/rules/README.md": rulesTable(rules, surroundings) };
for (const rule of rules) pages[`docs/rules/${rule.id}.md`] = rulePage(rule, examples.get(rule.id) ?? "", surroundings);
settleGenerated(pages, { folder: "docs/rules" });
