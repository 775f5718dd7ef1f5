// @ts-check
import { readdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * A PATH on which the named programs do not exist, whatever else lies in their folders: a folder of links to every
 * other program that the given PATH finds, the first one of a name winning as it does there.
 * @param {readonly string[]} programs
 * @param {string} path
 * @param {string} folder an empty folder, which becomes the new PATH
 * @returns {string}
 */
export function pathWithout(programs, path, folder) {
  const taken = new Set(programs);
  for (const place of path.split(delimiter).filter((part) => part !== "")) {
    for (const name of programsIn(place)) {
      if (taken.has(name)) continue;
      taken.add(name);
      symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}

/** @param {string} place @returns {string[]} */
function programsIn(place) {
  try {
    return readdirSync(place);
  } catch {
    return []; // PATH may name folders that are not there
  }
}
