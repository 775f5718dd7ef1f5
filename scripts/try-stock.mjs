// @ts-check
/**
 * Evaluates the exported bundle with a stock `opa eval` and a stock `conftest test` on every document of the examples, of every
 * scope, and holds what they find to what entitlint finds. Programs that are not there are built from their Go modules.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { opaQuery } from "../bench/compare/contestants.mjs";
import { comparable, firstDifference, readConftest, readLines, readOpa } from "../bench/compare/findings.mjs";
import { findConftest, findOpa } from "../bench/compare/peers.mjs";

const root = resolve(import.meta.dirname, "..");
const cli = join(root, "dist/cli.js");
const cache = process.env.ENTITLINT_BENCH_CACHE ?? join(tmpdir(), "entitlint-bench-peers");
const folder = mkdtempSync(join(tmpdir(), "entitlint-stock-"));

try {
  const opa = programOf(findOpa(cache));
  const conftest = programOf(findConftest(cache));
  const bundle = join(folder, "policies.tar.gz");
  const policies = join(folder, "policies");
  mkdirSync(policies);
  run([process.execPath, cli, "policy", "bundle", "--out", bundle, "--config", "examples/gitops/entitlint.yaml"]);
  run(["tar", "-xzf", bundle, "-C", policies]);
  for (const project of ["acme", "gitops"]) tryProject(project, { opa, conftest, bundle, policies });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} project @param {{ opa: string, conftest: string, bundle: string, policies: string }} with_ */
function tryProject(project, { opa, conftest, bundle, policies }) {
  const place = join(folder, project);
  cpSync(join(root, "examples", project), place, { recursive: true });
  const asOf = readFileSync(join(place, "as-of.txt"), "utf8").trim();
  const estate = join(folder, `${project}-estate.json`);
  const documents = join(folder, `${project}.ndjson`);
  const own = ["--config", join(place, "entitlint.yaml"), "--as-of", asOf];
  // One example comes with its snapshot, the other with the exports that it is made of.
  if (!existsSync(join(place, "snapshots"))) run([process.execPath, cli, "collect", ...own]);
  writeFileSync(documents, run([process.execPath, cli, "documents", ...own]));
  writeFileSync(estate, run([process.execPath, cli, "documents", "--estate", ...own]));
  const evaluated = join(folder, `${project}-ours.ndjson`);
  writeFileSync(
    evaluated,
    run([process.execPath, join(root, "bench/runs/evaluate-documents.mjs"), documents, estate, "1"]),
  );
  const ours = readLines(evaluated);
  const all = readFileSync(documents, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

  const input = join(folder, `${project}-input.json`);
  writeFileSync(input, JSON.stringify({ documents: all }));
  const fromOpa = join(folder, `${project}-opa.json`);
  writeFileSync(fromOpa, run([opa, "eval", "-b", bundle, "-d", estate, "-i", input, "--format", "json", opaQuery]));
  settle(`${project}: opa`, comparable(ours), comparable(readOpa(fromOpa)));

  for (const scope of new Set(all.map((document) => document.scope))) {
    const some = all.filter((document) => document.scope === scope);
    const ids = new Set(some.map(({ id }) => id));
    const array = join(folder, `${project}-${scope}.json`);
    writeFileSync(array, JSON.stringify(some));
    const output = join(folder, `${project}-${scope}-conftest.json`);
    const options = ["-n", `entitlint.main.${scope}`, "-p", policies, "-d", estate, "-o", "json", "--no-color"];
    // It ends with 1 where it finds something.
    writeFileSync(output, run([conftest, "test", ...options, array], [0, 1]));
    const denied = ours.filter(({ verdict, subject }) => verdict === "deny" && ids.has(subject));
    const expected = comparable(denied.map((raw) => ({ ...raw, subject: "" })));
    settle(`${project}: conftest, ${some.length} of scope ${scope}`, expected, comparable(readConftest(output)));
  }
}

/** @param {string} what @param {readonly string[]} expected @param {readonly string[]} found */
function settle(what, expected, found) {
  const difference = firstDifference(expected, found);
  console.log(`${what}: ${difference ?? `the same ${found.length}`}`);
  if (difference) process.exitCode = 1;
}

/** @param {import("../bench/compare/peers.mjs").Peer} peer */
function programOf(peer) {
  if ("missing" in peer) throw new Error(peer.missing);
  return peer.program;
}

/** What a program prints. @param {string[]} command @param {readonly number[]} fine */
function run([program = "", ...args], fine = [0]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status === null || !fine.includes(status))
    throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}
