// @ts-check
/**
 * `evaluate-documents.mjs DOCUMENTS ESTATE WORKERS`: our evaluating stage alone, on documents joined before. Prints what the
 * other evaluators print: a line for each document that gives anything.
 */
import { readFileSync } from "node:fs";
import { evaluate, startPack } from "../../dist/evaluate/index.js";
import { isScope } from "../../dist/model/document.js";
import { loadShippedPack } from "../../dist/pack/index.js";

const [documents = "", estateFile = "", workers = ""] = process.argv.slice(2);
const { estate } = JSON.parse(readFileSync(estateFile, "utf8"));
const pack = await loadShippedPack();
const started = await startPack(pack, 60);
const given = batches(readFileSync(documents));
const { findings, unknowns, failures } = await evaluate(started, estate, given, { workers: Number(workers) });
if (failures.length > 0) throw new Error(`failed on ${failures[0]?.subject}: ${failures[0]?.text}`);
/** @type {Map<string, { read: string, deny: object[], unknown: object[] }>} */
const bySubject = new Map();
for (const finding of findings) take(finding, "deny");
for (const unknown of unknowns) take(unknown, "unknown");
process.stdout.write([...bySubject.values()].map((entry) => `${JSON.stringify(entry)}\n`).join(""));

/** @param {{ subject: string, scope: string }} placed @param {"deny" | "unknown"} where */
function take({ subject, scope: _, ...finding }, where) {
  const known = bySubject.get(subject) ?? { read: subject, deny: [], unknown: [] };
  known[where].push(finding);
  bySubject.set(subject, known);
}

/** Cuts the file into batches as the stage before makes them. @param {Buffer} bytes */
function* batches(bytes) {
  let start = 0;
  while (start < bytes.length) {
    /** @type {string[]} */
    const ids = [];
    const ends = [];
    const parts = [];
    let size = 0;
    const scope = scopeAt(bytes, start);
    while (start < bytes.length && ids.length < 256 && scopeAt(bytes, start) === scope) {
      const found = bytes.indexOf(0x0a, start);
      const end = found < 0 ? bytes.length : found;
      parts.push(bytes.subarray(start, end));
      ids.push(
        /^\{"id":("(?:[^"\\]|\\.)*")/.exec(bytes.toString("utf8", start, Math.min(end, start + 2000)))?.[1] ?? "",
      );
      size += end - start;
      ends.push(size);
      start = end + 1;
    }
    const shared = new SharedArrayBuffer(size);
    const view = new Uint8Array(shared);
    for (const [index, part] of parts.entries()) view.set(part, ends[index - 1] ?? 0);
    yield { scope, ids: ids.map((id) => JSON.parse(id)), ends, bytes: shared };
  }
}

/** The scope of the document that begins there. @param {Buffer} bytes @param {number} start @returns {import("../../src/model/document.ts").Scope} */
function scopeAt(bytes, start) {
  const head = bytes.toString("utf8", start, start + 2000);
  const scope = /^\{"id":"(?:[^"\\]|\\.)*","scope":"([a-z]+)"/.exec(head)?.[1] ?? "";
  if (!isScope(scope)) throw new Error(`no scope stands in ${head.slice(0, 80)}`);
  return scope;
}
