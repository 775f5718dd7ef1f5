// @ts-check
import { spawn } from "node:child_process";

/**
 * @typedef {object} Phase
 * @property {string} name
 * @property {readonly string[]} command program and arguments; nothing passes through a shell
 * @property {Record<string, string | undefined>} [env] added to the environment; undefined takes a variable away
 * @property {string} [cwd]
 * @property {number} [limitSeconds] the phase fails when it takes longer
 */

/**
 * @typedef {object} PhaseResult
 * @property {string} name
 * @property {boolean} ok
 * @property {number} seconds
 * @property {string} output standard output and standard error, in the order they came
 */

/** Runs one phase to its end. A program that is missing, is killed or runs too long is a failed phase, never an exception.
 * @param {Phase} phase
 * @returns {Promise<PhaseResult>} */
export function runPhase(phase) {
  const started = performance.now();
  const [program = "", ...args] = phase.command;
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    const child = spawn(program, args, {
      cwd: phase.cwd,
      env: { ...process.env, ...phase.env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that what the program started is stopped with it when time is up.
      detached: phase.limitSeconds !== undefined,
    });
    const limit = phase.limitSeconds ? setTimeout(() => stopGroup(child.pid), phase.limitSeconds * 1000) : undefined;
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    /** @param {boolean} ok @param {string} [why] */
    const end = (ok, why) => {
      clearTimeout(limit);
      const seconds = (performance.now() - started) / 1000;
      const late = phase.limitSeconds !== undefined && seconds > phase.limitSeconds;
      const reason = late ? `took longer than ${phase.limitSeconds} seconds` : why;
      const output =
        Buffer.concat(chunks).toString("utf8") + (reason ? `\n${phase.command.join(" ")}: ${reason}\n` : "");
      resolve({ name: phase.name, ok: ok && !late, seconds, output });
    };
    child.once("error", (error) => end(false, error.message));
    child.once("close", (code, signal) =>
      end(code === 0, code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`),
    );
  });
}

/** @param {number | undefined} pid of the group's first process */
function stopGroup(pid) {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
}

/** One line that says how a phase ended. @param {PhaseResult} result */
export function phaseLine(result) {
  return `${result.ok ? "ok  " : "FAIL"} ${result.name.padEnd(28)} ${result.seconds.toFixed(1).padStart(7)} s`;
}

/** A phase's output, set in under its line. @param {string} output */
export function indented(output) {
  return output.trimEnd().replaceAll(/^/gm, "     ");
}
