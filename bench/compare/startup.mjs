// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { measure, summary } from "./measure.mjs";
import { cli } from "./prepare.mjs";

const acme = resolve(import.meta.dirname, "../../examples/acme");

/**
 * Times of `node -e 0`, `entitlint --version` and a check of the example, in turn, and of compiling the policies anew. The example is judged by the snapshot that
 * `snapshot` names; without it that row is left out.
 * @param {number} rounds @param {string} outputFile
 */
export async function measureStartup(rounds, outputFile) {
  const node = process.execPath;
  const snapshot = resolve(acme, "../../snapshots");
  const there = existsSync(join(acme, "entitlint.yaml")) && existsSync(join(snapshot, "manifest.json"));
  const at = there ? readFileSync(join(acme, "as-of.txt"), "utf8").trim() : "";
  const check = ["check", "--config", join(acme, "entitlint.yaml"), "--snapshot", snapshot, "--as-of", at];
  /** @type {{ name: "node" | "version" | "warm", command: string[] }[]} */
  const commands = [
    { name: "node", command: [node, "-e", "0"] },
    { name: "version", command: [node, cli, "--version"] },
    ...(there ? [{ name: /** @type {const} */ ("warm"), command: [node, cli, ...check] }] : []),
  ];
  /** @type {Record<"node" | "version" | "warm", number[]>} */
  const samples = { node: [], version: [], warm: [] };
  const coldSamples = [];
  // The first round fills the caches of the disk and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const { name, command } of commands) {
      const { seconds } = await measure(command, outputFile, 2);
      if (round > 0) samples[name].push(seconds);
    }
  }
  // It takes as long as dozens of the others, and varies less than they do.
  for (let round = 0; round < Math.ceil(rounds / 5); round++) coldSamples.push(await coldSeconds(outputFile));
  return {
    cold: summary(coldSamples),
    node: summary(samples.node),
    version: summary(samples.version),
    warm: there ? summary(samples.warm) : undefined,
    samples,
  };
}

/** How long all policies take to compile where no cache helps, from the start of the process to its end. @param {string} outputFile */
async function coldSeconds(outputFile) {
  const run = resolve(import.meta.dirname, "../runs/compile-policies.mjs");
  return (await measure([process.execPath, run], outputFile)).seconds;
}
