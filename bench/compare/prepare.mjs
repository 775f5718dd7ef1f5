// @ts-check
import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { asOf } from "../estate/calendar.mjs";

const root = resolve(import.meta.dirname, "../..");
export const cli = join(root, "dist/cli.js");

/**
 * Everything that the evaluators read, made once and not measured: documents joined beforehand, what they share, and the
 * policies in the form that each can load.
 * @typedef {{ estate: string, documents: string, shared: string, bundle: string, input: string, array: string,
 *   bytes: number, count: number }} Prepared
 */

/** @param {string} estate folder of a generated estate @param {string} folder to write to @returns {Promise<Prepared>} */
export async function prepare(estate, folder) {
  mkdirSync(folder, { recursive: true });
  const documents = join(folder, "documents.ndjson");
  const shared = join(folder, "estate.json");
  const config = ["--config", join(estate, "entitlint.yaml"), "--as-of", asOf];
  runInto(documents, [cli, "documents", ...config]);
  runInto(shared, [cli, "documents", "--estate", ...config]);
  const bundle = join(folder, "policies");
  writePolicies(bundle, readFileSync(shared, "utf8"));
  archive(bundle);
  const input = join(folder, "input.json");
  const array = join(folder, "subjects.json");
  const { bytes, count } = await writeInputs(documents, input, array);
  return { estate, documents, shared, bundle, input, array, bytes, count };
}

/** @param {string} file @param {string[]} args */
function runInto(file, args) {
  const output = openSync(file, "w");
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", output, "pipe"], encoding: "utf8" });
  closeSync(output);
  if (status !== 0) throw new Error(`entitlint ${args.slice(1).join(" ")} ended with ${status}: ${stderr}`);
}

/** The policies as a plain bundle, without their tests, and with `data.estate` in it. @param {string} folder @param {string} shared */
function writePolicies(folder, shared) {
  const policies = join(root, "policies");
  for (const path of readdirSync(policies, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".rego") || path.endsWith("_test.rego")) continue;
    const target = join(folder, "plain", path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(policies, path), target);
  }
  writeFileSync(join(folder, "plain/.manifest"), JSON.stringify({ roots: ["entitlint", "estate"], rego_version: 1 }));
  writeFileSync(join(folder, "plain/data.json"), shared);
}

/** @param {string} bundle */
function archive(bundle) {
  const args = ["-czf", join(bundle, "bundle.tar.gz"), "-C", join(bundle, "plain"), "."];
  const { status, stderr } = spawnSync("tar", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`tar failed: ${stderr}`);
}

/** All documents as one input for OPA, and those of subjects as one list for conftest. @param {string} documents @param {string} input @param {string} array */
async function writeInputs(documents, input, array) {
  const [all, subjects] = [createWriteStream(input), createWriteStream(array)];
  all.write('{"documents":[');
  subjects.write("[");
  let count = 0;
  let listed = 0;
  let bytes = 0;
  for await (const line of createInterface({ input: createReadStream(documents), crlfDelay: Infinity })) {
    bytes += Buffer.byteLength(line);
    if (!all.write(`${count++ ? "," : ""}\n${line}`)) await new Promise((drained) => all.once("drain", drained));
    if (line.startsWith('{"id":"source:')) continue;
    if (!subjects.write(`${listed++ ? "," : ""}\n${line}`))
      await new Promise((drained) => subjects.once("drain", drained));
  }
  await Promise.all([ended(all, "\n]}\n"), ended(subjects, "\n]\n")]);
  return { bytes, count };
}

/** @param {import("node:fs").WriteStream} stream @param {string} last @returns {Promise<void>} */
function ended(stream, last) {
  return new Promise((resolve) => stream.end(last, () => resolve()));
}

/** A path as results show it: without the folder that this machine happened to use. @param {string} text @param {string} folder */
export function portable(text, folder) {
  return text
    .replaceAll(folder, "$RUN")
    .replaceAll(`${root}/`, "")
    .replaceAll(relative(root, folder) || folder, "$RUN");
}
