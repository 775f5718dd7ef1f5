// @ts-check
/**
 * `node bench/collect.mjs [--systems NAMES] [--rounds R] [--smoke] [--out FILE]`: collects from invented systems of 10,000 and of
 * 200,000 records, the first time and once more, and compares what memory it takes; and races a collection against a
 * client that makes the same requests and does nothing with the answers. `--smoke` is the small run for CI: everything is
 * read once, and no limit is demanded.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { environment, systems, tool, writeConfig } from "./collect/systems.mjs";
import { collectLimits } from "./compare/limits.mjs";
import { machine } from "./compare/machine.mjs";
import { measure, summary } from "./compare/measure.mjs";
import { printLimits } from "./compare/tables.mjs";

const { values } = parseArgs({
  options: {
    smoke: { type: "boolean", default: false },
    systems: { type: "string", default: systems.map(({ name }) => name).join() },
    rounds: { type: "string", default: "5" },
    out: { type: "string", default: join(import.meta.dirname, "collect-results.json") },
  },
});
const chosen = systems.filter(({ name }) => values.systems.split(",").includes(name));
const [few, many, raced] = values.smoke ? [1_000, 2_000, 1_000] : [10_000, 200_000, 10_000];
const rounds = values.smoke ? 1 : Number(values.rounds);
Object.assign(process.env, environment);

/** @type {import("./compare/limits.mjs").CollectRow[]} */
const rows = [];
for (const system of chosen) {
  const [small, large] = [await memoryOf(system, few), await memoryOf(system, many)];
  const race = await raceOf(system);
  rows.push({ name: system.name, few, many, small, large, ...race });
  console.log(JSON.stringify(rows.at(-1)));
}
if (!values.smoke) {
  const limits = collectLimits(rows);
  printLimits(limits);
  writeFileSync(values.out, `${JSON.stringify({ machine: machine(), rows, limits }, undefined, 2)}\n`);
  if (limits.some(({ state }) => state === "MISS")) process.exitCode = 1;
}

/** Peak memory in MiB of a first and a second collection of so many records. @param {import("./collect/systems.mjs").System} system @param {number} count */
async function memoryOf(system, count) {
  const people = Math.round(count / (system.recordsEach ?? 1));
  return await withSystem(system, people, 0, async (folder) => {
    const first = await collected(folder);
    const second = await collected(folder);
    const { sources } = JSON.parse(readFileSync(join(folder, "snapshots/manifest.json"), "utf8"));
    const kinds = Object.values(sources.app.kinds);
    const records = kinds.reduce((/** @type {number} */ sum, { count: held }) => sum + held, 0);
    // Some things are shown to some readers alone, and so not asked for: the rest is whole all the same.
    if (records < people || kinds.some(({ completeness }) => !["full", "asserted", "scoped"].includes(completeness)))
      throw new Error(`${system.name} did not give its ${people} people whole: ${JSON.stringify(sources.app.kinds)}`);
    return { records, first: first.megabytes, second: second.megabytes };
  });
}

/** Seconds of a collection and of a bare client, in turn. @param {import("./collect/systems.mjs").System} system */
async function raceOf(system) {
  return await withSystem(system, raced, system.distance ?? 0, async (folder, { bare }) => {
    if (bare === undefined) return {};
    /** @type {{ collection: number[], client: number[] }} */
    const seconds = { collection: [], client: [] };
    for (let round = 0; round < rounds; round++) {
      rmSync(join(folder, "snapshots"), { recursive: true, force: true });
      seconds.collection.push((await collected(folder)).seconds);
      seconds.client.push((await measure(bare, join(folder, "bare.out"), 0)).seconds);
    }
    return {
      raced,
      distance: system.distance,
      collection: summary(seconds.collection),
      client: summary(seconds.client),
    };
  });
}

/** @param {string} folder */
async function collected(folder) {
  const command = [process.execPath, tool, "collect", "--config", join(folder, "entitlint.yaml")];
  return await measure(command, join(folder, "collect.out"), 0);
}

/**
 * @template T
 * @param {import("./collect/systems.mjs").System} system @param {number} count @param {number} distance
 * @param {(folder: string, running: import("./collect/systems.mjs").Running) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withSystem(system, count, distance, work) {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-collect-"));
  const running = await system.start(folder, count, distance);
  try {
    writeConfig(folder, running.keys);
    return await work(folder, running);
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
