// @ts-check
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/**
 * What has to hold for every change, in the order in which it runs: everything else needs the build, and tests come
 * last because they take longest.
 * @type {readonly import("./run-phase.mjs").Phase[]}
 */
export const checkPhases = [
  { name: "build", command: script("build") },
  { name: "types", command: bin("typescript/bin/tsc", "--noEmit", "-p", ".") },
  { name: "lint and format", command: bin("@biomejs/biome/bin/biome", "ci", "--colors=off") },
  { name: "file names", command: script("check-file-names") },
  { name: "file length", command: script("check-file-length") },
  { name: "lock file", command: script("complete-lock", "--check") },
  { name: "words", command: script("check-words") },
  { name: "layers", command: script("check-layers") },
  { name: "dead code", command: bin("knip/bin/knip.js") },
  { name: "parts of the HTML report are fresh", command: script("generate-html-parts", "--check") },
  { name: "registries are fresh", command: script("generate-registries", "--check") },
  { name: "schemas are fresh", command: script("generate-schemas", "--check") },
  { name: "rule pages are fresh", command: script("generate-rule-docs", "--check") },
  { name: "examples page is fresh", command: script("generate-cells", "--check") },
  { name: "sources page is fresh", command: script("generate-sources", "--check") },
  { name: "errors page is fresh", command: script("generate-errors", "--check") },
  { name: "commands page is fresh", command: script("generate-commands", "--check") },
  { name: "triage page is fresh", command: script("generate-triage", "--check") },
  { name: "collector pages are fresh", command: script("generate-collectors", "--check") },
  { name: "config page is fresh", command: script("generate-config", "--check") },
  { name: "access keys page is fresh", command: script("generate-access-keys", "--check") },
  { name: "faults page is fresh", command: script("generate-faults", "--check") },
  { name: "action is fresh", command: script("generate-action", "--check") },
  { name: "threat model is fresh", command: script("generate-threats", "--check") },
  { name: "coverage is fresh", command: script("generate-coverage", "--check") },
  { name: "policies", command: script("policy-check") },
  { name: "tests", command: bin("vitest/vitest.mjs", "run") },
].map((phase) => ({ ...phase, cwd: root }));

/** @param {string} name @param {...string} args */
function script(name, ...args) {
  return [process.execPath, resolve(root, "scripts", `${name}.mjs`), ...args];
}

/** @param {string} path of the program below node_modules @param {...string} args */
function bin(path, ...args) {
  return [process.execPath, resolve(root, "node_modules", path), ...args];
}
