import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** An empty folder of its own for one test. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "entitlint-"));
}

export function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

export function git(folder: string, ...args: string[]): string {
  const fixed = ["-c", "user.name=Ana Example", "-c", "user.email=ana@example.com", "-c", "commit.gpgsign=false"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", [...fixed, ...args], { cwd: folder, encoding: "utf8", env });
}

/** A repository whose first commit holds the files given. */
export function makeRepository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = emptyFolder();
  git(folder, "init", "--quiet", "--initial-branch=main");
  for (const [path, content] of Object.entries(files)) write(folder, path, content);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message=first");
  return folder;
}
