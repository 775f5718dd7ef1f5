// @ts-check
import { spawnSync } from "node:child_process";

/** Programs that the run starts, by the Debian package they come in. */
const programs = { git: "git", tar: "tar" };

/** The Debian packages that are needed and not there yet. @returns {string[]} */
export function missingDebianPackages() {
  return Object.entries(programs).flatMap(([program, name]) =>
    spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0 ? [] : [name],
  );
}
