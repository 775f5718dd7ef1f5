// @ts-check
/**
 * The phases of a full run. What Go builds is built in the background from the start, because it takes longest. Without
 * the packages nothing can run, so a failed installation ends the run; any other failure lets the rest be seen.
 */
import { availableParallelism } from "node:os";
import { delimiter, dirname, resolve } from "node:path";
import { checkPhases } from "../scripts/project/check-phases.mjs";
import { indented, phaseLine, runPhase } from "../scripts/project/run-phase.mjs";
import { missingDebianPackages } from "./debian-packages.mjs";
import { testsOn } from "./tests-on.mjs";

const root = resolve(import.meta.dirname, "..");
const node22 = otherNode(22);
const node24 = otherNode(24);
Object.assign(process.env, {
  CI: "true",
  ENTITLINT_EVERYTHING: "1",
  ENTITLINT_KUBERNETES_ORG: resolve(root, "../shared/data/kubernetes-org"),
  ENTITLINT_NODE_22: node22,
  ENTITLINT_NODE_24: node24,
});

const sameInEachNode = ["test/feeding/**", "test/policies/**", "test/commands/policy*.test.ts", "test/house/**"];
const count = { passed: 0, failed: 0, skipped: 0 };
const started = performance.now();
console.log(`Node ${process.version}, ${availableParallelism()} processors`);
const inBackground = [
  runPhase(script("compiler rebuilt", "compiler-verify")),
  runPhase(script("workflows linted", "lint-workflows")),
  runPhase(script("opa and conftest built", "build-stock")),
];
if (await installed()) await everything();
for (const result of await Promise.all(inBackground)) report(result);
console.log(`${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 ? 10 : 0;

/** @returns {Promise<boolean>} whether all that the other phases need is there */
async function installed() {
  const missing = missingDebianPackages();
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...missing];
  if (missing.length > 0 && !(await run({ name: "apt-get update", command: ["apt-get", "update"] }))) return false;
  if (missing.length > 0 && !(await run({ name: "apt-get install", command: install }))) return false;
  if (!(await run({ name: "npm ci", command: ["npm", "ci"], cwd: root }))) return false;
  return run({ name: "npm ci in test/servers", command: ["npm", "ci"], cwd: resolve(root, "test/servers") });
}

async function everything() {
  for (const phase of checkPhases.filter(({ name }) => name !== "tests")) await run(phase);
  await suite(process.execPath, { name: "tests", config: "vitest.config.ts" });
  // What differs between the versions of Node shows in a sample of the variants as well; and what rules find, and what files
  // say, does not differ: the compiler and the policies are the same WebAssembly in each. The clone below is the sample on Node 24.
  const sample = { config: "vitest.config.ts", env: { ENTITLINT_EVERYTHING: undefined }, exclude: sameInEachNode };
  await suite(node22, { name: "tests", ...sample });
  // One server at a time, which is waited for more than worked with: the other processor has time for what is no suite of ours.
  const servers = suite(process.execPath, { name: "tests against servers", config: "vitest.servers.config.ts" });
  await run(script("every guard is missed by its test", "check-threats"));
  await run(script("changed rules mutated", "check-mutants", "--seconds", "240"));
  await run(script("package tried", "try-package"));
  await run({
    ...script("fresh clone tried on Node 24", "try-clone"),
    env: { PATH: `${dirname(node24)}${delimiter}${process.env.PATH ?? ""}` },
  });
  await run(script("snapshots are fresh", "check-example-snapshot"));
  await servers;
  await run(script("stock opa and conftest find the same", "try-stock"));
  await run({ name: "bench, small", command: ["npm", "run", "bench", "--", "--smoke"], cwd: root });
  await run({
    name: "bench of collecting, small",
    command: ["npm", "run", "bench:collect", "--", "--smoke"],
    cwd: root,
  });
  await run({ name: "bench of triage, small", command: ["npm", "run", "bench:triage", "--", "--smoke"], cwd: root });
  await run({ name: "nothing was changed", command: ["node", "scripts/check-unchanged.mjs"], cwd: root });
}

/** @param {string} node @param {Parameters<typeof testsOn>[2]} which */
async function suite(node, which) {
  const tests = await testsOn(node, root, which);
  report(tests.result);
  count.passed += tests.passed;
  count.failed += tests.failed;
  count.skipped += tests.skipped;
}

/** @param {import("../scripts/project/run-phase.mjs").Phase} phase */
async function run(phase) {
  return report(await runPhase(phase));
}

/** Prints and counts one phase. @param {import("../scripts/project/run-phase.mjs").PhaseResult} result */
function report(result) {
  console.log(phaseLine(result));
  if (!result.ok) console.log(indented(result.output));
  count[result.ok ? "passed" : "failed"] += 1;
  return result.ok;
}

/** @param {string} name @param {string} file @param {...string} args */
function script(name, file, ...args) {
  return { name, command: [process.execPath, resolve(root, "scripts", `${file}.mjs`), ...args], cwd: root };
}

/** @param {number} major */
function otherNode(major) {
  return resolve(root, `test/servers/node_modules/node-${major}-linux-${process.arch}/bin/node`);
}
