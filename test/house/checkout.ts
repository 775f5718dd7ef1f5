import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** A throwaway copy of parts of the project, in which a script meets what a test has put there. */
export interface Checkout {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Runs a program of the copy in Node and gives its exit code and all that it printed. */
  run(script: string, ...args: string[]): { status: number | null; output: string };
}

/** Copies the scripts and the named parts into a new Git repository, and takes it away after the test. */
export function checkout(...parts: string[]): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-house-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ["scripts", "package.json", ...parts])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  return {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    run(script, ...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      return { status, output: stdout + stderr };
    },
  };
}
