#!/usr/bin/env node
import { statSync } from "node:fs";

/**
 * `npm run build` joins the modules into a few files, which start in half the time. Where somebody has compiled since
 * without joining, the modules themselves are run, so that what runs is never older than what was compiled.
 */
const joined = new URL("./bundle/main.js", import.meta.url);
const compiledAt = changedAt(new URL("./.tsbuildinfo", import.meta.url));
await import(changedAt(joined) > compiledAt ? joined.href : "./main.js");

/** Milliseconds since 1970; nought for what is not there, but never for a package, which has the joined file alone. */
function changedAt(file: URL): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
