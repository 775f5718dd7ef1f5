// @ts-check
// Rebuilds the policy compiler in a temporary folder and compares it with the committed file.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { buildReactor, provenance, sha256 } from "../compiler/go-build.mjs";

const folder = join(import.meta.dirname, "../compiler");
const work = mkdtempSync(join(tmpdir(), "entitlint-compiler-"));
try {
  const described = JSON.parse(readFileSync(join(folder, "compiler.json"), "utf8"));
  const committed = sha256(brotliDecompressSync(readFileSync(join(folder, "opa.wasm.br"))));
  const here = provenance();
  buildReactor(join(work, "opa.wasm"));
  const rebuilt = sha256(readFileSync(join(work, "opa.wasm")));
  console.log(`described ${described.sha256}\ncommitted ${committed}\nrebuilt   ${rebuilt}`);
  if (here.go !== described.go) console.log(`built with ${here.go}; the committed file was built with ${described.go}`);
  if (here.opa !== described.opa)
    console.log(`go.mod names OPA ${here.opa}; the committed file holds ${described.opa}`);
  if (committed !== described.sha256 || rebuilt !== described.sha256) {
    console.error("The policy compiler differs. Run `npm run compiler:build` with the described Go version.");
    process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
