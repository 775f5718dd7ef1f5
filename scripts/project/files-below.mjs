// @ts-check
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Every file below a folder whose name matches, relative to it, with forward slashes, in code unit order.
 * @param {string} folder
 * @param {RegExp} [name]
 * @returns {string[]}
 */
export function filesBelow(folder, name = /./) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
