// @ts-check
/**
 * `node bench/compare.mjs [--identities N] [--seed S] [--rounds R] [--keep DIR]`: makes an estate, joins its documents, and races
 * entitlint against OPA and conftest on them. Findings that are not equal make a row void. `--smoke` is the small run
 * for CI: OPA alone, findings compared, no ratio demanded.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadShippedPack } from "../dist/pack/index.js";
import { contestants } from "./compare/contestants.mjs";
import { comparedLimits, growthLimit, ruleLimit, startupLimits } from "./compare/limits.mjs";
import { machine } from "./compare/machine.mjs";
import { findConftest, findOpa } from "./compare/peers.mjs";
import { portable, prepare } from "./compare/prepare.mjs";
import { race } from "./compare/race.mjs";
import { largestPart, measureRules } from "./compare/rule-costs.mjs";
import { measureStartup } from "./compare/startup.mjs";
import { printLimits, printRows, printRules } from "./compare/tables.mjs";
import { writeEstate } from "./estate/write-estate.mjs";

const { values } = parseArgs({
  options: {
    smoke: { type: "boolean", default: false },
    identities: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
    keep: { type: "string" },
    out: { type: "string", default: join(import.meta.dirname, "results.json") },
  },
});
const identities = values.smoke ? 1000 : Number(values.identities);
const rounds = values.smoke ? 1 : Number(values.rounds);
const seed = Number(values.seed);
const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), "entitlint-bench-"));
const cache = process.env.ENTITLINT_BENCH_CACHE ?? join(tmpdir(), "entitlint-bench-peers");

try {
  const peers = values.smoke ? { opa: findOpa(cache) } : { opa: findOpa(cache), conftest: findConftest(cache) };
  const large = await raceOf(identities, peers, rounds);
  printRows(large);
  const small = values.smoke ? undefined : await raceOf(Math.round(identities / 10), { opa: peers.opa }, rounds);
  if (small) printRows(small);
  printRules(large.costs);
  const startup = await measureStartup(values.smoke ? 3 : 15, join(folder, "startup.out"));
  const limits = [...comparedLimits(large.rows), ruleLimit(largestPart(large.costs)), ...startupLimits(startup)];
  if (small) limits.push(growthLimit(checkOf(small.rows), checkOf(large.rows)));
  if (!values.smoke) {
    printLimits(limits);
    const runs = small ? [large, small] : [large];
    writeFileSync(values.out, `${JSON.stringify({ machine: machine(), runs, startup, limits }, undefined, 2)}\n`);
  }
  const bad = [large, ...(small ? [small] : [])].flatMap(({ rows }) => rows.filter(({ state }) => state === "void"));
  if (bad.length > 0 || (!values.smoke && limits.some(({ state }) => state === "MISS"))) process.exitCode = 1;
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}

/** Races on an estate of this size. @param {number} size @param {Parameters<typeof contestants>[1]} peers @param {number} times */
async function raceOf(size, peers, times) {
  const estate = join(folder, `estate-${size}`);
  const records = existsSync(estate) ? countsIn(estate) : writeEstate({ identities: size, seed, folder: estate });
  const prepared = await prepare(estate, join(folder, `prepared-${size}`));
  const { rules } = await loadShippedPack();
  const { rows, reference } = await race(contestants(prepared, peers), {
    rounds: times,
    rules,
    outputFile: (name) => join(folder, `${size}-${name.replaceAll(/[^\w]+/g, "-")}.out`),
    tell: (text) => console.error(text),
    show: ([program = "", ...args]) => {
      const words = [basename(program), ...args];
      return portable(words.map((word) => (word.includes(" ") ? `'${word}'` : word)).join(" "), folder);
    },
  });
  const { count, bytes } = prepared;
  const costs = await measureRules(prepared, folder);
  return { identities: size, seed, records, documents: { count, bytes }, rules: rules.length, reference, rows, costs };
}

/** Records by system and kind of an estate that was kept from an earlier run. @param {string} estate @returns {Record<string, number>} */
function countsIn(estate) {
  /** @type {{ sources: Record<string, { kinds: Record<string, { count: number }> }> }} */
  const { sources } = JSON.parse(readFileSync(join(estate, "snapshots/manifest.json"), "utf8"));
  return Object.fromEntries(
    Object.entries(sources).flatMap(([system, { kinds }]) =>
      Object.entries(kinds).map(([kind, { count }]) => [`${system} ${kind}`, count]),
    ),
  );
}

/** @param {readonly import("./compare/race.mjs").Row[]} rows */
function checkOf(rows) {
  return rows.find(({ name, state }) => name === "whole check" && state === "equal")?.seconds;
}
