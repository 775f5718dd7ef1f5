// @ts-check
/**
 * Writes action/: what GitHub runs straight from a checkout of a tag, where nothing is installed and nothing is built. Each
 * program is one file with all that it needs; the compiled policies lie beside them, the licences of what was joined in too.
 * The same sources and packages give the same bytes, so `--check` can compare.
 */
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { licencesOf } from "./project/licences-of.mjs";
import { settleGenerated } from "./project/settle-generated.mjs";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");
const programs = { index: "action.js", worker: "evaluate/worker.js", "compiler-child": "compile/compiler-child.js" };

/** @type {Record<string, string | Uint8Array>} */
const files = {};
const modules = new Set();
/** How a module of ours asks for the CommonJS form of a package; to the bundler it is a call of something unknown. */
const madeRequire = /\bcreateRequire\(import\.meta\.url\)\(/g;
const joinRequired = {
  name: "join what is required",
  /** @param {string} code @param {string} id */
  transform: (code, id) => (id.startsWith(dist) ? code.replaceAll(madeRequire, "require(") : undefined),
};
/** No terminal is there, so what draws on one stays away. */
const leftOut = join(dist, "commands/triage/run.js");
const leaveOut = {
  name: "leave out what needs a terminal",
  /** @param {string} id */
  load: (id) =>
    id === leftOut ? 'export const triage = () => Promise.reject(new Error("the action has no terminal"));' : undefined,
};
for (const [name, entry] of Object.entries(programs)) {
  // Some packages hide what they need from a bundler in their older form, and have a newer one.
  const bundle = await rolldown({
    input: join(dist, entry),
    platform: "node",
    cwd: root,
    resolve: { mainFields: ["module", "main"] },
    plugins: [leaveOut, joinRequired],
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false, comments: { legal: true } });
  await bundle.close();
  for (const chunk of output) {
    if (chunk.type !== "chunk") throw new Error(`${entry} became more than a program: ${chunk.fileName}`);
    const missing = [...chunk.imports, ...chunk.dynamicImports].filter((id) => id !== chunk.fileName && !isBuiltin(id));
    if (missing.length > 0 || chunk.code.search(madeRequire) !== -1)
      throw new Error(`${entry} needs what is not installed there: ${missing.join(", ") || "a package it requires"}`);
    files[`action/${name}.js`] = chunk.code;
    const drawn = chunk.moduleIds.filter((id) => /[/](?:dist[/]triage|node_modules[/](?:ink|react))[/]/.test(id));
    if (drawn.length > 0) throw new Error(`${entry} would carry the terminal interface: ${drawn[0]}`);
    for (const module of chunk.moduleIds) modules.add(module);
  }
}
for (const name of ["pack.json", "policy.wasm"]) files[`action/pack/${name}`] = readFileSync(join(dist, "pack", name));
files["action/THIRD-PARTY-LICENSES.txt"] = licencesOf([...modules]);

settleGenerated(files, { folder: "action" });
