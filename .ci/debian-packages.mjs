// @ts-check
import { spawnSync } from "node:child_process";

/** Programs that the run starts, by the Debian package they come in. */
const programs = {
  git: "git",
  tar: "tar",
  openssl: "openssl",
  "/usr/lib/postgresql/15/bin/postgres": "postgresql-15",
};

/** The Debian packages that are needed and not there yet. @returns {string[]} */
export function missingDebianPackages() {
  return Object.entries(programs).flatMap(([program, name]) =>
    // Not every program knows --version, but only one that is missing cannot be started.
    spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined ? [] : [name],
  );
}
