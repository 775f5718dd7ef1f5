// @ts-check
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
export const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();

/** The example as a repository of its own, with a shell in which `entitlint` is the built tool at the example's own instant. */
export function acmeRepository() {
  const base = mkdtempSync(join(tmpdir(), "entitlint-pictures-"));
  const folder = join(base, "acme");
  cpSync(join(root, "examples/acme"), folder, { recursive: true });
  cpSync(join(root, "snapshots"), join(folder, "snapshots"), { recursive: true });
  const author = ["-c", "user.name=Sam", "-c", "user.email=sam@example.com"];
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "-A"],
    [...author, "commit", "-q", "-m", "Begin"],
  ])
    execFileSync("git", args, { cwd: folder });
  const programs = join(base, "bin");
  mkdirSync(programs);
  const call = `exec '${process.execPath}' '${join(root, "dist/cli.js")}' "$@" --as-of ${asOf}`;
  writeFileSync(join(programs, "entitlint"), `#!/bin/sh\n${call}\n`, { mode: 0o755 });
  const start = join(base, "start.sh");
  writeFileSync(start, `PS1='$ '\nPATH='${programs}':$PATH\n`);
  return {
    folder,
    shell: `bash --noprofile --rcfile '${start}'`,
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
