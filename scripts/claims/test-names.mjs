// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../threats/read-threats.mjs";

/**
 * @typedef {{ pattern: string, isGroup: boolean }} Title
 * @typedef {{ text: string, names: RegExp[] }} KnownFile
 */

/** @type {Map<string, KnownFile>} */
const known = new Map();

/**
 * Whether a file has a test of this name: for TypeScript the groups it is in and its title, with ` > ` between; for Rego
 * the name of the rule. Nothing is run, so what a table of cases puts into a title only has to stand somewhere in the file.
 * @param {string} file @param {string} name
 */
export function hasTest(file, name) {
  const { text, names } = known.get(file) ?? readTests(file);
  return names.some((pattern) => {
    const [whole, ...cells] = pattern.exec(name) ?? [];
    return whole !== undefined && cells.every((cell) => text.includes(cell));
  });
}

/** @param {string} file @returns {KnownFile} */
function readTests(file) {
  const text = readFileSync(join(root, file), "utf8");
  const rego = [...text.matchAll(/^(test_\w+)\b/gm)].map(([, name]) => new RegExp(`^${name}$`));
  const read = { text, names: file.endsWith(".rego") ? rego : namesIn(file, text) };
  known.set(file, read);
  return read;
}

/** @param {string} file @param {string} text @returns {RegExp[]} */
function namesIn(file, text) {
  /** @type {RegExp[]} */
  const names = [];
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest), []);
  return names;

  /** @param {ts.Node} node @param {readonly string[]} groups */
  function visit(node, groups) {
    const title = ts.isCallExpression(node) ? titleOf(node) : undefined;
    if (title && !title.isGroup) names.push(new RegExp(`^${[...groups, title.pattern].join(" > ")}$`, "s"));
    const inside = title?.isGroup ? [...groups, title.pattern] : groups;
    ts.forEachChild(node, (child) => visit(child, inside));
  }
}

/** The title of `describe("…")`, `test.each(cases)("…")` and the like. @param {ts.CallExpression} call @returns {Title | undefined} */
function titleOf(call) {
  const [title] = call.arguments;
  const words = calleeWords(call.expression);
  const isGroup = words[0] === "describe";
  if (!title || (!isGroup && words[0] !== "test")) return undefined;
  const isTable = words.includes("each") || words.includes("for");
  // The inner call of `test.each(cases)("…")` gets cases, and no title.
  if (isTable && !ts.isCallExpression(call.expression)) return undefined;
  const pattern = patternOf(title, isTable);
  return pattern === undefined ? undefined : { pattern, isGroup };
}

/** @param {ts.Expression} callee @returns {string[]} */
function calleeWords(callee) {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...calleeWords(callee.expression), callee.name.text];
  return ts.isCallExpression(callee) ? calleeWords(callee.expression) : [];
}

/** @param {ts.Expression} title @param {boolean} isTable @returns {string | undefined} */
function patternOf(title, isTable) {
  const plain = (/** @type {string} */ text) => {
    const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    return isTable ? escaped.replace(/%[sdifjoOc#]|\\\$[\w.\\]+/g, "(.+)") : escaped;
  };
  if (ts.isStringLiteralLike(title)) return plain(title.text);
  if (!ts.isTemplateExpression(title)) return undefined;
  return plain(title.head.text) + title.templateSpans.map(({ literal }) => `.+${plain(literal.text)}`).join("");
}
