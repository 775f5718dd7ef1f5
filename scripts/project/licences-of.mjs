// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Whatever else a package calls the file that says on which terms it may be copied. */
const names = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The licences of every package that modules were taken from, as one text. A package without any would be one that may not
 * be copied.
 * @param {readonly string[]} modules paths of modules
 */
export function licencesOf(modules) {
  const folders = new Set(modules.filter((id) => id.includes("node_modules")).map(packageFolder));
  const texts = [...folders].map(licenceOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  return texts.map(({ name, text }) => `${"=".repeat(80)}\n${name}\n${"=".repeat(80)}\n\n${text.trim()}\n`).join("\n");
}

/** @param {string} module */
function packageFolder(module) {
  let folder = dirname(module.replace(/^\0/, "").replace(/\?.*$/, ""));
  while (!existsSync(join(folder, "package.json")) || !("version" in manifestOf(folder))) {
    if (folder === dirname(folder)) throw new Error(`${module} belongs to no package`);
    folder = dirname(folder);
  }
  return folder;
}

/** @param {string} folder */
function licenceOf(folder) {
  const { name, version, license } = manifestOf(folder);
  const found = readdirSync(folder)
    .filter((file) => names.test(file))
    .sort();
  const text = found.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n")).join("\n\n");
  if (text === "" && typeof license !== "string") throw new Error(`${name} states no licence`);
  return { name: `${name} ${version} (${license})`, text: text || `${license}; the package holds no text of it.` };
}

/** @param {string} folder @returns {Record<string, unknown>} */
function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
