import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const place = mkdtempSync(join(tmpdir(), "entitlint-contributing-"));
const clone = join(place, "clone");

/** The project as it would be committed now, in a repository of its own, so that what a command changes can be told. */
beforeAll(() => {
  const listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  const archive = join(place, "files.tar");
  const there = listed.filter((path) => path !== "" && path !== "node_modules" && existsSync(join(root, path)));
  execFileSync("tar", ["-cf", archive, "--null", "-T", "-"], { cwd: root, input: there.join("\0") });
  mkdirSync(clone);
  execFileSync("tar", ["-xf", archive, "-C", clone]);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  git(clone, "init", "--quiet");
  git(clone, "add", "--all", "--", ".", ":!node_modules");
  git(clone, "-c", "user.name=Ana", "-c", "user.email=ana@example.com", "commit", "--quiet", "-m", "as it is");
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: clone, stdio: "pipe" });
}, 300_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

test("the commands under “Adding a rule” add a rule, and touch nothing but its folder and generated pages", () => {
  const commands = fencedCommands("## Adding a rule");
  expect(commands.length).toBeGreaterThanOrEqual(4);
  for (const command of commands) {
    const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", command], { cwd: clone, encoding: "utf8" });
    expect({ command, status, said: status === 0 ? "" : stdout + stderr }).toEqual({ command, status: 0, said: "" });
  }
  expect(changes()).toEqual([
    "docs/rules/README.md",
    "docs/rules/account-locked.md",
    "policies/entitlint/rules/subject/account_locked/account_locked.rego",
    "policies/entitlint/rules/subject/account_locked/account_locked.yaml",
    "policies/entitlint/rules/subject/account_locked/account_locked_test.rego",
  ]);
  const table = readFileSync(join(clone, "docs/rules/README.md"), "utf8");
  expect(table).toContain("| [account-locked](account-locked.md) | Account is locked | info | account |");
}, 300_000);

test("the built pack has the new rule", () => {
  const shown = execFileSync(process.execPath, ["dist/cli.js", "policy", "show"], { cwd: clone, encoding: "utf8" });
  expect(shown).toMatch(/^account-locked +info +Account is locked$/m);
  expect(readFileSync(join(clone, "dist/pack/pack.json"), "utf8")).toContain('"id": "account-locked"');
});

/** The lines of every sh block below a heading of the same or a higher level. */
function fencedCommands(heading: string): string[] {
  const page = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const from = page.indexOf(`\n${heading}\n`);
  const below = page.slice(from + heading.length + 2);
  const next = below.search(/^## /m);
  const section = next < 0 ? below : below.slice(0, next);
  return [...section.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap((match) => (match[1] ?? "").trim().split("\n"));
}

function changes(): string[] {
  return git(clone, "status", "--porcelain", "-z", "--untracked-files=all")
    .split("\0")
    .map((entry) => entry.slice(3))
    .filter((path) => path !== "" && path !== "node_modules")
    .sort();
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
