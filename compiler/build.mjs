// @ts-check
// Builds the policy compiler and writes what is committed: the compressed file, where it comes from, and the licences.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { buildReactor, provenance, sha256 } from "./go-build.mjs";
import { licenceTexts } from "./licenses.mjs";

const work = mkdtempSync(join(tmpdir(), "entitlint-compiler-"));
try {
  const built = join(work, "opa.wasm");
  buildReactor(built);
  const bytes = readFileSync(built);
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const description = { sha256: sha256(bytes), bytes: bytes.length, ...provenance() };
  const here = import.meta.dirname;
  writeFileSync(join(here, "THIRD-PARTY-LICENSES.txt"), licenceTexts());
  writeFileSync(join(here, "opa.wasm.br"), packed);
  writeFileSync(join(here, "compiler.json"), `${JSON.stringify(description, null, 2)}\n`);
  process.stdout.write(`${description.sha256} ${bytes.length} bytes, ${packed.length} packed\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
