// @ts-check
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sortFindings } from "../../dist/judge/order.js";
import { Report } from "../../dist/model/report.js";
import { json } from "../../dist/report/json/index.js";
import { inventPerson } from "../estate/people.mjs";
import { Random } from "../estate/random.mjs";

/** @typedef {import("../../src/model/report.ts").Finding} Finding */

const root = resolve(import.meta.dirname, "../..");
const acme = join(root, "examples/acme");

/**
 * Writes a report of so many findings: those of the example over and over, each time about somebody else, so that texts are as long and
 * as different as in a real one. The same number and seed give the same bytes.
 * @param {{ count: number, seed: number, file: string }} what
 * @returns {{ bytes: number, report: Report }}
 */
export function writeReport({ count, seed, file }) {
  const example = checkedExample(file);
  const shapes = example.findings.filter(({ account, grant, credential }) => account ?? grant ?? credential);
  const random = new Random(seed);
  const findings = Array.from({ length: count }, (_, number) => another(random.pick(shapes), number, random));
  const report = Report.parse({ ...example, findings: sortFindings(findings) });
  writeFileSync(file, [...json.render(report, { columns: 100, colour: false, all: true, size: 0 })].join(""));
  return { bytes: statSync(file).size, report };
}

/** What a check of the example finds. @param {string} file @returns {Report} */
function checkedExample(file) {
  const asOf = readFileSync(join(acme, "as-of.txt"), "utf8").trim();
  const config = ["--config", join(acme, "entitlint.yaml"), "--snapshot", join(root, "snapshots"), "--as-of", asOf];
  const args = [join(root, "dist/cli.js"), "check", ...config, "--report", `json=${file}`];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 1) throw new Error(`the check of the example ended with ${status}: ${stderr}`);
  return Report.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** The same wrong, with somebody else. @param {Finding} finding @param {number} number @param {Random} random @returns {Finding} */
function another(finding, number, random) {
  const { key, first, last } = inventPerson(number, random);
  const ids = [finding.subject, finding.account, finding.grant, finding.credential, finding.identity];
  const own = new Set(ids.flatMap((id) => /^[a-z]+:(?:[^/:]+\/[^/:]+\/)?([\w-]+)/.exec(id ?? "")?.[1] ?? []));
  let text = JSON.stringify(finding);
  for (const name of own) text = text.replaceAll(new RegExp(`\\b${name}\\b(?!-)`, "g"), `${name}-${key}`);
  const fingerprint = createHash("sha256").update(`${number}`).digest("hex");
  const place = { ...finding.place, line: number + 1 };
  return { ...JSON.parse(text), fingerprint, place, ...(finding.name && { name: `${first} ${last}` }) };
}
