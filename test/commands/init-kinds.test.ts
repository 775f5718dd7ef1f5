import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { accessFileKinds } from "../../src/access/kinds.ts";
import { loadAccess } from "../../src/access/load-access.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { emptyFolder } from "../repository/make-repository.ts";
import { runHere } from "./run-here.ts";

/** Every comment that is no sentence made into what it is an example of, in place of the last line. */
function uncommented(text: string): string {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const examples = lines.filter((line) => /^# (?:-| {2})/.test(line)).map((line) => line.slice(2));
  return `${[head, ...examples].join("\n")}\n`;
}

test("init --every-kind writes a file of every kind, whose example is one", async () => {
  const folder = emptyFolder();
  const { code, stdout } = await runHere(folder, ["init", "--yes", "--every-kind"]);
  expect(code).toBe(0);
  const paths = [...stdout.matchAll(/^ {2}(access\/\S+)$/gm)].map(([, path = ""]) => path);
  expect(await runHere(folder, ["access", "lint"])).toMatchObject({ code: 0, stderr: "" });
  for (const path of paths) {
    const text = readFileSync(join(folder, path), "utf8");
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=(?:\.\.\/)+node_modules\/entitlint\/docs\/schemas\/access-\w+\.schema\.json\n/,
    );
    writeFileSync(join(folder, path), uncommented(text));
  }
  const state = await loadAccess(worktree(folder), "access");
  expect(accessFileKinds.filter((kind) => kind !== "apps" && state[kind].length === 0)).toEqual([]);
});

test("init writes no more than is needed unless it is asked to", async () => {
  const { stdout } = await runHere(emptyFolder(), ["init", "--yes"]);
  expect([...stdout.matchAll(/^ {2}access\/\S+$/gm)]).toHaveLength(2);
});
