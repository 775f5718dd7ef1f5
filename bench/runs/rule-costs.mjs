// @ts-check
/**
 * `rule-costs.mjs DOCUMENTS ESTATE [EVERY]`: what each rule costs by itself on the documents of its scope, of which every
 * EVERYth is taken, in seconds of one processor. What all evaluations have in common, reading the document, is measured with an
 * entrypoint that has nothing to say, and subtracted. Prints `{ documents, reading, whole, rules: [{ rule, seconds }] }`; what
 * several rules share counts for each of them, so that their sum is more than the whole.
 */
import { readFileSync } from "node:fs";
import { buildPolicies } from "../../dist/compile/index.js";
import { PolicyInstance } from "../../dist/evaluate/policy-instance.js";
import { loadShippedPack, packSources, policySchemas } from "../../dist/pack/index.js";

const [documents = "", estateFile = "", every = "1"] = process.argv.slice(2);
const { ruleEntrypoints, entrypoints } = await loadShippedPack();
const rules = Object.entries(ruleEntrypoints).map(([rule, { scope, entrypoint }]) => ({ rule, scope, entrypoint }));
const instance = new PolicyInstance(new WebAssembly.Module(await compiled()), bytesOf(readFileSync(estateFile)));
/** @type {Map<string, number>} */
const seconds = new Map(rules.map(({ rule }) => [rule, 0]));
const sums = { documents: 0, reading: 0, whole: 0 };
for (const line of linesOf(readFileSync(documents), Number(every))) {
  const scope = /"scope":"([a-z]+)"/.exec(line.toString("utf8", 0, 2000))?.[1] ?? "";
  const bytes = bytesOf(line);
  const reading = cost(bytes, "bench/idle/nothing");
  sums.documents += 1;
  sums.reading += reading;
  sums.whole += cost(bytes, Object.entries(entrypoints).find(([name]) => name === scope)?.[1] ?? "");
  for (const { rule, scope: of } of rules) {
    if (of === scope) seconds.set(rule, (seconds.get(rule) ?? 0) + cost(bytes, `bench/${idOf(rule)}/said`) - reading);
  }
}
const costs = [...seconds].map(([rule, spent]) => ({ rule, seconds: spent })).sort((a, b) => b.seconds - a.seconds);
console.log(JSON.stringify({ ...sums, rules: costs }));

/** The pack with an entrypoint for what each rule says, and not for all that stands in its package. */
async function compiled() {
  const { folders, capabilities } = await packSources({ base: ".", folders: [] });
  const asked = rules.map(({ rule, entrypoint }) => {
    const of = `data.${entrypoint.replaceAll("/", ".")}`;
    return {
      path: `${rule}.rego`,
      text: `package bench.${idOf(rule)}\n\nsaid := [${of}.deny, ${of}.unknown]\n`,
    };
  });
  const idle = { path: "idle.rego", text: "package bench.idle\n\nnothing := 1\n" };
  const modules = [...folders.flatMap((folder) => folder.modules), ...asked, idle];
  const names = [
    ...Object.values(entrypoints),
    "bench/idle/nothing",
    ...rules.map(({ rule }) => `bench/${idOf(rule)}/said`),
  ];
  return (await buildPolicies({ modules, capabilities, schemas: policySchemas(), entrypoints: names })).wasm;
}

/** @param {string} rule */
function idOf(rule) {
  return rule.replaceAll("-", "_");
}

/** Seconds of the processor, which other work on the machine does not lengthen. @param {ArrayBuffer} bytes @param {string} entrypoint */
function cost(bytes, entrypoint) {
  const from = process.cpuUsage();
  instance.evaluate(bytes, entrypoint);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

/** @param {Buffer} buffer @returns {ArrayBuffer} */
function bytesOf(buffer) {
  return Uint8Array.from(buffer).buffer;
}

/** @param {Buffer} bytes @param {number} each */
function* linesOf(bytes, each) {
  for (let start = 0, index = 0; start < bytes.length; index++) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (index % each === 0) yield bytes.subarray(start, end);
    start = end + 1;
  }
}
