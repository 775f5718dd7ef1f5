import { describe, expect, test } from "vitest";
import { parseCodeOwners, readCodeOwners } from "../../src/repository/code-owners.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { emptyFolder, write } from "./make-repository.ts";

const cases: readonly (readonly [pattern: string, owned: readonly string[], free: readonly string[]])[] = [
  ["*", ["a.yaml", "access/apps/b.yaml", ".github/x"], []],
  ["*.rego", ["a.rego", "policies/deep/er/b.rego"], ["a.rego.md", "rego"]],
  ["/access/", ["access/links.yaml", "access/apps/a.yaml"], ["teams/access/links.yaml", "access", "accessory/a"]],
  ["access/", ["access/links.yaml", "teams/access/links.yaml"], ["access"]],
  ["/access", ["access", "access/apps/a.yaml"], ["teams/access/a"]],
  ["access/apps", ["access/apps", "access/apps/a.yaml"], ["teams/access/apps/a.yaml"]],
  ["access/*", ["access/links.yaml"], ["access/apps/a.yaml", "links.yaml"]],
  ["/*", ["links.yaml"], ["access/links.yaml"]],
  ["access/**", ["access/links.yaml", "access/apps/a.yaml"], ["access", "other/access/a"]],
  ["**/apps", ["apps/a", "access/apps/a.yaml", "x/y/apps"], ["apps.yaml"]],
  ["access/**/a.yaml", ["access/a.yaml", "access/apps/a.yaml", "access/x/y/a.yaml"], ["a.yaml", "access/ba.yaml"]],
  ["/access/apps/*.yaml", ["access/apps/a.yaml"], ["access/apps/a.yml", "access/apps/deep/a.yaml"]],
  ["links.yam?", ["links.yaml", "access/links.yaml"], ["links.yam", "links.yamll"]],
  ["/with\\ space/", ["with space/a"], ["with/a", "space/a"]],
  ["/Access/", ["Access/a"], ["access/a"]],
];

test.each(cases)("%s", (pattern, owned, free) => {
  const ownersOf = parseCodeOwners(`${pattern} @example/one\n`);
  for (const path of owned) expect(ownersOf(path), path).toEqual(["@example/one"]);
  for (const path of free) expect(ownersOf(path), path).toEqual([]);
});

describe("which line decides", () => {
  test("the last that matches, and one without owners takes them away", () => {
    const ownersOf = parseCodeOwners(
      "# who approves\r\n* @example/all\r\n\r\n/access/ @example/access ana@example.com # both\r\n/access/links.yaml\r\n",
    );
    expect(ownersOf("README.md")).toEqual(["@example/all"]);
    expect(ownersOf("access/sod.yaml")).toEqual(["@example/access", "ana@example.com"]);
    expect(ownersOf("access/links.yaml")).toEqual([]);
  });

  test("lines that GitHub skips own nothing", () => {
    const ownersOf = parseCodeOwners("* @example/all\n!access/links.yaml @example/no\n[ab].yaml @example/no\n");
    expect([ownersOf("access/links.yaml"), ownersOf("a.yaml")]).toEqual([["@example/all"], ["@example/all"]]);
  });

  test("a pattern of nothing but stars costs no time", () => {
    const ownersOf = parseCodeOwners(`${"*a".repeat(200)}b @example/one\n`);
    expect(ownersOf("a".repeat(4_000))).toEqual([]);
  });
});

describe("where it stands", () => {
  test("the first of the three places counts, however little it says", async () => {
    const folder = emptyFolder();
    expect(await readCodeOwners(worktree(folder))).toBeUndefined();
    write(folder, "docs/CODEOWNERS", "* @example/docs\n");
    expect((await readCodeOwners(worktree(folder)))?.ownersOf("a")).toEqual(["@example/docs"]);
    write(folder, "CODEOWNERS", "* @example/root\n");
    expect((await readCodeOwners(worktree(folder)))?.ownersOf("a")).toEqual(["@example/root"]);
    write(folder, ".github/CODEOWNERS", "");
    expect(await readCodeOwners(worktree(folder))).toMatchObject({ file: ".github/CODEOWNERS" });
    expect((await readCodeOwners(worktree(folder)))?.ownersOf("a")).toEqual([]);
  });

  test("one that GitHub would not load owns nothing", async () => {
    const folder = emptyFolder();
    write(folder, "CODEOWNERS", `* @example/root\n${"#".repeat(3 * 1024 * 1024)}`);
    expect(await readCodeOwners(worktree(folder))).toBeUndefined();
  });
});
