// @ts-check
/**
 * Makes dist/: compiled sources, then the shipped policies, then the few files that the program starts from. Files whose source is gone are removed at the end instead
 * of emptying dist/ first, so that a build never leaves others without a working tool for its duration.
 * TypeScript remembers in dist/ what it has compiled and compiles what changed since; it does not look whether its
 * files are still there, so its memory is taken away as soon as one of them is missing.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { filesBelow } from "./project/files-below.mjs";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");

const missing = filesBelow(join(root, "src"), /\.tsx?$/).some(
  (file) => !file.endsWith(".d.ts") && !existsSync(join(dist, file.replace(/\.tsx?$/, ".js"))),
);
if (missing) rmSync(join(dist, ".tsbuildinfo"), { force: true });
let ok = run(join(root, "node_modules/typescript/bin/tsc"), "-p", join(root, "tsconfig.build.json"));
for (const file of filesBelow(dist, /\.js$/))
  if (!/^(pack|bundle)\//.test(file) && !hasSource(file)) rmSync(join(dist, file));
chmodSync(join(dist, "cli.js"), 0o755);
ok = run(join(root, "scripts/unpack-compiler.mjs")) && ok;
const buildPack = join(root, "scripts/build-pack.mjs");
if (existsSync(buildPack)) ok = run(buildPack) && ok;
ok = run(join(root, "scripts/bundle.mjs")) && ok;
process.exitCode = ok ? 0 : 1;

/** @param {string} file */
function hasSource(file) {
  const name = join(root, "src", file.slice(0, -".js".length));
  return existsSync(`${name}.ts`) || existsSync(`${name}.tsx`);
}

/** Runs a program in Node. A type error does not keep the rest from being built, but the build has failed all the same.
 * @param {...string} args @returns {boolean} whether it ended well */
function run(...args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) console.error(`build: ${relative(root, args[0] ?? "")} failed`);
  return status === 0;
}
