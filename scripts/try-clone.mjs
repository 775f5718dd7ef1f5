// @ts-check
/**
 * What a newcomer does, on what a newcomer has: clones what is committed, then the two lines of the README, with Node
 * alone: no Go, no OPA, no cache, no variable of ours. The seconds of each are printed: on two idle processors installing
 * and testing together stay under two minutes. Only a run that hangs fails, because a busy machine proves nothing.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathWithout } from "./package/path-without.mjs";
import { indented, phaseLine, runPhase } from "./project/run-phase.mjs";

const root = resolve(import.meta.dirname, "..");
/** Of installing and testing: several times what both take, so that nothing but a hang exceeds it. */
const limitSeconds = 800;
const folder = mkdtempSync(join(tmpdir(), "entitlint-clone-"));

try {
  process.exitCode = (await newcomer()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns {Promise<boolean>} */
async function newcomer() {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const ours = Object.keys(process.env).filter((name) => /^(CI|GO.*|OPA.*|ENTITLINT_.*|npm_.*)$/.test(name));
  const env = {
    ...Object.fromEntries(ours.map((name) => [name, undefined])),
    ENTITLINT_CACHE_DIR: join(folder, "cache"),
    PATH: pathWithout(["go", "gofmt", "opa", "conftest"], process.env.PATH ?? "", bin),
  };
  const clone = join(folder, "entitlint");
  const at = { cwd: clone, env };
  if (!(await step("git clone", ["git", "clone", "--quiet", `file://${root}`, clone], { env }))) return false;
  const install = await step("npm ci", ["npm", "ci"], at);
  if (!install) return false;
  const shown = await step("npm start", ["npm", "start"], at);
  const tested = await step("npm test", ["npm", "test"], { ...at, limitSeconds: limitSeconds - install });
  return shown !== 0 && tested !== 0;
}

/** @param {string} name @param {string[]} command @param {Partial<import("./project/run-phase.mjs").Phase>} [options]
 * @returns {Promise<number>} the seconds it took, or 0 when it failed */
async function step(name, command, options) {
  const result = await runPhase({ name, command, ...options });
  console.log(phaseLine(result));
  if (!result.ok) console.log(indented(result.output));
  return result.ok ? result.seconds : 0;
}
