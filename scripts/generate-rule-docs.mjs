// @ts-check
/** Writes docs/rules/: one page a rule, made from its METADATA and its examples, and a table of all. */
import { resolve } from "node:path";
import { examplesByRule, rulePage, rulesTable } from "./project/rule-page.mjs";
import { settleGenerated } from "./project/settle-generated.mjs";

const root = resolve(import.meta.dirname, "..");
const { loadRules, packSources } = await import("../dist/pack/index.js");

const sources = await packSources({ base: root, folders: [] });
const rules = await loadRules(sources, {});
const examples = examplesByRule(sources);
/** @type {Record<string, string>} */
const pages = { "docs/rules/README.md": rulesTable(rules) };
for (const rule of rules) pages[`docs/rules/${rule.id}.md`] = rulePage(rule, examples.get(rule.id) ?? "");
settleGenerated(pages, { folder: "docs/rules" });
