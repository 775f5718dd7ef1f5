// @ts-check
/**
 * Everything that has to hold before a change is merged. Every phase runs, whatever failed before it, so that one run
 * shows all there is to mend. `--list` names the phases; phases named as arguments are the only ones that run.
 */
import { checkPhases } from "./project/check-phases.mjs";
import { indented, phaseLine, runPhase } from "./project/run-phase.mjs";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => name !== "--list" && !checkPhases.some((phase) => phase.name === name));
if (unknown.length > 0) throw new Error(`unknown phase: ${unknown.join(", ")}; --list names them`);
if (asked.includes("--list")) for (const phase of checkPhases) console.log(phase.name);
else process.exitCode = await check(checkPhases.filter((phase) => asked.length === 0 || asked.includes(phase.name)));

/** @param {readonly import("./project/run-phase.mjs").Phase[]} phases @returns {Promise<number>} the exit code */
async function check(phases) {
  let failed = 0;
  for (const phase of phases) {
    const result = await runPhase(phase);
    console.log(phaseLine(result));
    if (result.ok) continue;
    failed += 1;
    console.log(indented(result.output));
  }
  console.log(`${phases.length - failed} of ${phases.length} phases passed`);
  return failed > 0 ? 1 : 0;
}
