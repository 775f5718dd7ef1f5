// @ts-check
/**
 * Holds the workflows that people copy to actionlint, which knows what GitHub Actions takes. It is a Go program and is
 * built for this run alone, because no part of entitlint needs it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { filesBelow } from "./project/files-below.mjs";

const root = resolve(import.meta.dirname, "..");
const version = "v1.7.12";
const folder = mkdtempSync(join(tmpdir(), "entitlint-actionlint-"));

try {
  const workflows = ["examples/github", "examples/gitops/.github/workflows"].flatMap((below) =>
    filesBelow(join(root, below), /\.yml$/).map((file) => join(below, file)),
  );
  if (workflows.length === 0) throw new Error("there is no workflow to hold to anything");
  run("go", ["install", `github.com/rhysd/actionlint/cmd/actionlint@${version}`], { GOBIN: folder });
  // What shellcheck and pyflakes would say depends on whether the machine has them.
  run(join(folder, "actionlint"), ["-shellcheck=", "-pyflakes=", ...workflows]);
  console.log(`${workflows.length} workflows`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} program @param {string[]} args @param {Record<string, string>} [env] */
function run(program, args, env = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} has found faults, or failed`);
}
