// @module-tag long
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asOf, cli, collected, type Project, withLeaver } from "./small-project.ts";

/** Checks in a process, and tells with which flags of Node the program ran, in turn. */
function check({ folder }: Project, env: Record<string, string> = {}) {
  const log = join(folder, "flags.txt");
  const hook = join(folder, "hook.cjs");
  const condition = "require('node:worker_threads').isMainThread";
  writeFileSync(log, "");
  writeFileSync(
    hook,
    `if (${condition}) require("node:fs").appendFileSync(${JSON.stringify(log)}, process.execArgv.join(" ") + "\\n")`,
  );
  const options = { ...process.env, ...env, NODE_OPTIONS: `--require ${hook}` };
  const { status, stdout } = spawnSync(process.execPath, [cli, "check", "--as-of", asOf], {
    cwd: folder,
    env: options,
    encoding: "utf8",
  });
  return { status, stdout, flags: readFileSync(log, "utf8").trimEnd().split("\n") };
}

/** Says of the accounts that there are so many. */
function inflate({ folder }: Project, count: number): void {
  const file = join(folder, "snapshots/manifest.json");
  writeFileSync(file, readFileSync(file, "utf8").replace(/("account": \{[^}]*"count": )\d+/, `$1${count}`));
}

test("a large estate is judged by a process with more room, whose report and exit code are the check's", async () => {
  const project = await collected(withLeaver);
  expect(check(project)).toMatchObject({ status: 1, flags: [""] });
  inflate(project, 200_000);
  const roomy = check(project);
  expect(roomy.flags).toEqual(["", "--max-semi-space-size=64"]);
  const plain = check(project, { ENTITLINT_AGAIN: "1" });
  expect(plain).toEqual({ ...roomy, flags: [""] });
  expect(roomy.status).toBe(1);
  expect(roomy.stdout).toContain("leaver");
});
