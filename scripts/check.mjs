// @ts-check
/**
 * Everything that has to hold before a change is merged. Every phase runs, whatever failed before it, so that one run
 * shows all there is to mend. `--list` names the phases; phases named as arguments are the only ones that run.
 */
import { resolve } from "node:path";
import { phaseLine, runPhase } from "./project/run-phase.mjs";

const root = resolve(import.meta.dirname, "..");
const phases = [
  { name: "build", command: script("build") },
  { name: "types", command: bin("typescript/bin/tsc", "--noEmit", "-p", ".") },
  { name: "lint and format", command: bin("@biomejs/biome/bin/biome", "ci", "--error-on-warnings") },
  { name: "file names", command: script("check-file-names") },
  { name: "file length", command: script("check-file-length") },
  { name: "words", command: script("check-words") },
  { name: "layers", command: script("check-layers") },
  { name: "dead code", command: bin("knip/bin/knip.js") },
  { name: "registries are fresh", command: script("generate-registries", "--check") },
  { name: "schemas are fresh", command: script("generate-schemas", "--check") },
  { name: "rule pages are fresh", command: script("generate-rule-docs", "--check") },
  { name: "errors page is fresh", command: script("generate-errors", "--check") },
  { name: "commands page is fresh", command: script("generate-commands", "--check") },
  { name: "collector pages are fresh", command: script("generate-collectors", "--check") },
  { name: "config page is fresh", command: script("generate-config", "--check") },
  { name: "policies", command: script("policy-check") },
  { name: "tests", command: bin("vitest/vitest.mjs", "run") },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => name !== "--list" && !phases.some((phase) => phase.name === name));
if (unknown.length > 0) throw new Error(`unknown phase: ${unknown.join(", ")}; --list names them`);
if (asked.includes("--list")) for (const phase of phases) console.log(phase.name);
else process.exitCode = await check(phases.filter((phase) => asked.length === 0 || asked.includes(phase.name)));

/** @param {import("./project/run-phase.mjs").Phase[]} chosen @returns {Promise<number>} the exit code */
async function check(chosen) {
  let failed = 0;
  for (const phase of chosen) {
    const result = await runPhase({ ...phase, cwd: root });
    console.log(phaseLine(result));
    if (result.ok) continue;
    failed += 1;
    console.log(result.output.trimEnd().replaceAll(/^/gm, "     "));
  }
  console.log(`${chosen.length - failed} of ${chosen.length} phases passed`);
  return failed > 0 ? 1 : 0;
}

/** @param {string} name @param {...string} args */
function script(name, ...args) {
  return [process.execPath, resolve(root, "scripts", `${name}.mjs`), ...args];
}

/** @param {string} path of the program below node_modules @param {...string} args */
function bin(path, ...args) {
  return [process.execPath, resolve(root, "node_modules", path), ...args];
}
