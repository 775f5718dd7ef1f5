// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { filesBelow } from "./files-below.mjs";

const root = resolve(import.meta.dirname, "../..");

/**
 * Writes generated files; with `--check` on the command line compares them instead, names every stale one and sets
 * exit code 1. Files in `folder` that were not generated are stale too.
 * @param {Readonly<Record<string, string | Uint8Array>>} files content by path from the project's root
 * @param {{ folder?: string }} [owned] a folder that holds nothing but these files
 */
export function settleGenerated(files, { folder } = {}) {
  const check = process.argv.includes("--check");
  const paths = Object.keys(files);
  const extra =
    folder && existsSync(join(root, folder)) ? filesBelow(join(root, folder)).map((file) => `${folder}/${file}`) : [];
  const superfluous = extra.filter((path) => !paths.includes(path));
  const stale = paths.filter(
    (path) => !existsSync(join(root, path)) || !isSame(readFileSync(join(root, path)), files[path] ?? ""),
  );
  for (const path of [...stale, ...superfluous]) {
    if (check) console.error(`${path} is stale; write it again with: npm run generate`);
    else settle(path, files[path]);
  }
  console.log(`${paths.length} generated files, ${stale.length + superfluous.length} ${check ? "stale" : "changed"}`);
  if (check && stale.length + superfluous.length > 0) process.exitCode = 1;
}

/** @param {string} path @param {string | Uint8Array | undefined} text undefined removes the file */
function settle(path, text) {
  if (text === undefined) return rmSync(join(root, path));
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** @param {Buffer} before @param {string | Uint8Array} after */
function isSame(before, after) {
  return before.equals(typeof after === "string" ? Buffer.from(after) : after);
}
