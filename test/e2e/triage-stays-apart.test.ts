// @module-tag long
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asOf, root } from "./acme.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entitlint-loaded-"));
  const hooks = `import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(join(folder, "loaded.txt"))}, url + "\\n");
  return await next(url, context);
}`;
  writeFileSync(join(folder, "hooks.mjs"), hooks);
  const address = JSON.stringify(pathToFileURL(join(folder, "hooks.mjs")).href);
  writeFileSync(join(folder, "register.mjs"), `import { register } from "node:module";\nregister(${address});\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Modules that a call of the built program loads. */
function loadedBy(...args: string[]): string[] {
  rmSync(join(folder, "loaded.txt"), { force: true });
  const common = ["--config", "examples/acme/entitlint.yaml", "--snapshot", "snapshots", "--as-of", asOf];
  const register = pathToFileURL(join(folder, "register.mjs")).href;
  const { stderr } = spawnSync(process.execPath, ["--import", register, "dist/cli.js", ...args, ...common], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).not.toMatch(/Error/);
  return readFileSync(join(folder, "loaded.txt"), "utf8").trim().split("\n");
}

const drawing = /node_modules\/(ink|react|react-reconciler|yoga-layout)\/|\/(at-terminal|mount)-/;

test("a check loads nothing that draws on a terminal, and neither does a table", () => {
  for (const args of [["check"], ["triage", "--plain"]]) {
    const loaded = loadedBy(...args);
    expect(loaded.some((url) => url.includes("make-report"))).toBe(true);
    expect(loaded.filter((url) => drawing.test(url))).toEqual([]);
  }
});

test("the action carries nothing of it", () => {
  expect(readFileSync(join(root, "action/index.js"), "utf8")).not.toMatch(
    /react-reconciler|useSyncExternalStore|entitlint triage {2}|1049h/,
  );
});
