// @ts-check
/**
 * Joins the compiled modules into a few files in dist/bundle/: Node spends more time finding three hundred modules than
 * a small check spends judging. Of the dependencies only two are joined in, with their licences: zod, because it loads fifty
 * languages of which one is used, and Preact, of which the HTML report carries a copy anyway and which every check would
 * look for. All others stay packages that a scanner sees and an override can replace.
 */
import { copyFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");
const folder = join(dist, "bundle");
const entries = ["main.js", "evaluate/worker.js", "compile/compiler-child.js"];

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry.replace(/^.*\/|\.js$/g, ""), join(dist, entry)])),
  platform: "node",
  external: (id) => !/^(zod$|preact|[./])/.test(id),
});
// Modules find the files they start by their own place, so all have to lie as deep as before.
await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
for (const name of ["zod", "preact", "preact-render-to-string"])
  copyFileSync(join(root, "node_modules", name, "LICENSE"), join(folder, `LICENSE-${name}.txt`));
