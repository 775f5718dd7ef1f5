import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** The root of the Git work tree that holds a folder; undefined outside of one. Needs no git: it looks for `.git`. */
export async function gitRoot(folder: string): Promise<string | undefined> {
  for (let here = resolve(folder); ; here = dirname(here)) {
    // A file in linked work trees and submodules, a folder elsewhere.
    const marker = await stat(join(here, ".git")).catch(() => undefined);
    if (marker) return here;
    if (dirname(here) === here) return undefined;
  }
}
