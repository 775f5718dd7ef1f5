// @ts-check
/**
 * Writes every generated file again, in the order in which they depend on each other: registries and what the HTML report carries are part of the
 * sources, and all pages are made from the built tool.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const order = [
  "generate-html-parts",
  "generate-registries",
  "build",
  "generate-schemas",
  "generate-rule-docs",
  "generate-cells",
  "generate-sources",
  "generate-errors",
  "generate-commands",
  "generate-triage",
  "generate-collectors",
  "generate-config",
  "generate-access-keys",
  "generate-faults",
  "generate-action",
  "generate-threats",
  "generate-coverage",
];

for (const name of order) {
  const script = join(root, "scripts", `${name}.mjs`);
  if (!existsSync(script)) throw new Error(`scripts/${name}.mjs is missing`);
  console.log(`${name}:`);
  execFileSync(process.execPath, [script], { cwd: root, stdio: "inherit" });
}
