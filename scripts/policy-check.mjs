// @ts-check
/**
 * Everything that has to hold for the shipped policies: layout, types against the documents, METADATA, tests, examples, and
 * coverage of every line. It runs the built tool as a policy author does.
 */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const commands = [
  ["policy", "fmt", "--check"],
  ["policy", "check"],
  ["policy", "test", "--coverage"],
];

for (const command of commands) {
  const { status, error } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...command], {
    cwd: root,
    stdio: "inherit",
  });
  if (error) throw error;
  if (status === 0) continue;
  console.error(`failed: entitlint ${command.join(" ")}`);
  process.exitCode = 1;
}
