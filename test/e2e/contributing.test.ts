// @module-tag long
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everything, extent } from "../everything.ts";

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
  cpSync(join(root, "dist"), join(clone, "dist"), { recursive: true });
}, 300_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

const folder = "policies/entitlint/rules/subject/account_locked";
const made = ["account_locked.rego", "account_locked.yaml", "account_locked_test.rego"].map(
  (name) => `${folder}/${name}`,
);

test(`the commands under “Adding a rule” (${extent}) add a rule, and touch nothing but its folder and generated pages`, () => {
  const all = fencedCommands("## Adding a rule");
  expect(all.length).toBeGreaterThanOrEqual(4);
  // The others build, run every test of every rule, or a rule's tests again for each change of it.
  const commands = everything ? all : all.filter((command) => /^node dist\/cli\.js policy (new|test) /.test(command));
  expect(commands.length).toBeGreaterThanOrEqual(2);
  for (const command of commands) {
    const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", command], { cwd: clone, encoding: "utf8" });
    expect({ command, status, said: status === 0 ? "" : stdout + stderr }).toEqual({ command, status: 0, said: "" });
  }
  const pages = ["docs/rules/README.md", "docs/rules/account-locked.md", "docs/sources.md"];
  expect(changes()).toEqual([...(everything ? pages : []), ...made]);
}, 300_000);

test.runIf(everything)("its page is in the list of rules", () => {
  const table = readFileSync(join(clone, "docs/rules/README.md"), "utf8");
  expect(table).toContain("| [account-locked](account-locked.md) | Account is locked | info | account |");
});

test.runIf(everything)("the built pack has the new rule", () => {
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
