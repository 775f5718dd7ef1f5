// @ts-check
/**
 * Joins the compiled modules into a few files in dist/bundle/: Node spends more time finding three hundred modules than
 * a small check spends judging. Of the dependencies only those are joined in, with their licences, of which the same is true: zod, because
 * it loads fifty languages of which one is used, Preact, of which the HTML report carries a copy anyway and which every check would
 * look for, and Ink with React, whose hundred and thirty modules lie in thirty-six packages and take longer to find than a report of
 * a hundred thousand findings takes to parse. All others stay packages that a scanner sees and an override can replace.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { replaceFile } from "../dist/replace-file.js";
import { licencesOf } from "./project/licences-of.mjs";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");
const folder = join(dist, "bundle");
const entries = ["main.js", "evaluate/worker.js", "compile/compiler-child.js"];

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry.replace(/^.*\/|\.js$/g, ""), join(dist, entry)])),
  platform: "node",
  external: (id, importer) => !isJoined(id, importer),
  // React has its slower half for whoever writes programs with it.
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
});
// Modules find the files they start by their own place, so all have to lie as deep as before.
const { output } = await bundle.generate({
  ...{ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
});
const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
const files = new Map(output.map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source]));
files.set("THIRD-PARTY-LICENSES.txt", licencesOf(modules));
mkdirSync(folder, { recursive: true });
// A program that runs while this does loads its parts as it comes to need them: it finds every file whole at any time, and what has not changed is not touched.
for (const [name, content] of files) {
  const file = join(folder, name);
  const isThere = existsSync(file) && readFileSync(file).equals(Buffer.from(content));
  if (!isThere) await replaceFile(file, content);
}
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
// By this the program knows that the bundle is of what was compiled last, even where that has changed nothing in it.
const now = new Date();
utimesSync(join(folder, "main.js"), now, now);

/** Whether a module becomes part of the bundle: ours, those packages, and whatever they need themselves, but for Ink's tools for developers.
 * @param {string} id @param {string | undefined} importer */
function isJoined(id, importer = "") {
  if (/^(react-devtools-core|ws)$/.test(id)) return false;
  return /^(zod$|preact|ink$|react($|\/)|[./])/.test(id) || importer.includes("node_modules");
}
