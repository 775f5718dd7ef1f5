// @ts-check
// Writes policies/capabilities.json: what a compiled policy may use, taken from the OPA release that go.mod names.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const compilerFolder = import.meta.dirname;

// Native to WebAssembly, yet left out: their text differs between evaluators for sets and large numbers.
const textOfAnyValue = new Set(["json.marshal", "internal.template_string"]);

// Not native, but gone before code is generated: the compiler replaces calls by the annotations themselves.
const rewritten = new Set(["rego.metadata.chain", "rego.metadata.rule"]);

const opaFolder = execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", "github.com/open-policy-agent/opa"], {
  cwd: compilerFolder,
  encoding: "utf8",
}).trim();
const full = JSON.parse(readFileSync(join(opaFolder, "capabilities.json"), "utf8"));
const metadata = JSON.parse(readFileSync(join(opaFolder, "builtin_metadata.json"), "utf8"));

/** @param {{ name: string, deprecated?: boolean }} builtin */
function isUsable(builtin) {
  if (rewritten.has(builtin.name)) return true;
  return metadata[builtin.name].wasm && !builtin.deprecated && !textOfAnyValue.has(builtin.name);
}

const capabilities = {
  builtins: full.builtins.filter(isUsable),
  future_keywords: ["not"],
  wasm_abi_versions: full.wasm_abi_versions,
  features: ["keywords_in_refs", "rego_v1"],
  allow_net: [],
};

writeFileSync(join(compilerFolder, "../policies/capabilities.json"), `${JSON.stringify(capabilities, null, 2)}\n`);
process.stdout.write(`${capabilities.builtins.length} of ${full.builtins.length} built-ins\n`);
