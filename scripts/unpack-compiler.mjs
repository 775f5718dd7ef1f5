// @ts-check
/**
 * Unpacks the policy compiler into dist/compiler/, which the package leaves out: in a checkout it is started hundreds of
 * times, and unpacking is a third of a start. Named by its digest, so that one of another compiler is never taken.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const root = resolve(import.meta.dirname, "..");
const folder = join(root, "dist/compiler");
const { sha256 } = JSON.parse(readFileSync(join(root, "compiler/compiler.json"), "utf8"));
const file = join(folder, `${sha256}.wasm`);

if (!existsSync(file) || digestOf(readFileSync(file)) !== sha256) {
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(folder).filter((name) => name.endsWith(".wasm"))) rmSync(join(folder, other));
  // Renamed, so that nobody who starts a compiler meanwhile reads half of it.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, brotliDecompressSync(readFileSync(join(root, "compiler/opa.wasm.br"))));
  renameSync(draft, file);
}

/** @param {Uint8Array} bytes */
function digestOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
