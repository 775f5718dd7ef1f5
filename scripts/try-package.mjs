// @ts-check
/**
 * Packs the package, installs it without development dependencies in an empty folder, and runs every command of the
 * installed tool in a copy of the example. A command that nobody tries here is a failure too.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { firstTries, laterTries } from "./package/tries.mjs";
import { commandHelp, leaves } from "./project/command-help.mjs";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "entitlint-package-"));
const example = join(folder, "example");

try {
  const entitlint = installed();
  const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();
  copyExample();
  const first = firstTries(asOf);
  const faults = first.flatMap((attempt) => faultsOf(entitlint, attempt));
  const later = laterTries(asOf, example);
  faults.push(...later.flatMap((attempt) => faultsOf(entitlint, attempt)));
  const tried = new Set([...first, ...later].map(({ command }) => command));
  const untried = leaves(await commandHelp()).map(({ words }) => words.join(" "));
  faults.push(
    ...untried
      .filter((command) => !tried.has(command))
      .map((command) => `${command}: not tried; add it to scripts/package/tries.mjs`),
  );
  for (const fault of faults) console.error(fault);
  console.log(`${tried.size} commands tried, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns {string} the installed program */
function installed() {
  const packed = join(folder, "packed");
  const target = join(folder, "installed");
  for (const made of [packed, target]) mkdirSync(made);
  execFileSync("npm", ["pack", "--silent", "--pack-destination", packed], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(target, "package.json"), '{ "private": true }\n');
  const install = ["install", "--omit=dev", "--no-audit", "--no-fund", join(packed, `entitlint-${version}.tgz`)];
  execFileSync("npm", install, { cwd: target, stdio: ["ignore", "ignore", "inherit"] });
  return join(target, "node_modules/.bin/entitlint");
}

/** The example, as a repository of its own: with a folder for own rules, and one with an export for init to start from. */
function copyExample() {
  cpSync(join(root, "examples/acme"), example, { recursive: true });
  const config = join(example, "entitlint.yaml");
  if (!/^policies:/m.test(readFileSync(config, "utf8"))) appendFileSync(config, "policies: [policies]\n");
  mkdirSync(join(example, "policies"), { recursive: true });
  mkdirSync(join(example, "new"));
  writeFileSync(join(example, "new/people.csv"), "id,mail,status\n1,ada@example.com,active\n");
  execFileSync("git", ["init", "--quiet"], { cwd: example });
}

/** @param {string} entitlint @param {import("./package/tries.mjs").Try} attempt @returns {string[]} */
function faultsOf(entitlint, { command, args = [], codes = [0], env, says = "" }) {
  const line = [...command.split(" "), ...args];
  const { status, stdout, stderr } = spawnSync(entitlint, line, {
    ...{ cwd: example, encoding: "utf8", maxBuffer: 1 << 28 },
    env: { ...process.env, ...env },
  });
  if (status !== null && codes.includes(status) && stderr.includes(says)) return [];
  return [
    `entitlint ${line.join(" ")}: ended with ${status}, not ${codes.join(" or ")}${says && `, saying ${says}`}\n${stdout.slice(-2000)}${stderr.slice(-2000)}`,
  ];
}
