// @ts-check
/** Compiles the shipped policies into dist/pack/, so that an installed entitlint needs no compiler for them. */
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const { cacheDirectory } = await import("../dist/compile/index.js");
const { compilePack, packSources, writePack } = await import("../dist/pack/index.js");

try {
  const sources = await packSources({ base: root, folders: [] });
  const pack = await compilePack(sources, { cacheDir: cacheDirectory(process.env) });
  await writePack(join(root, "dist/pack"), pack);
  console.log(`${pack.rules.length} rules, ${Math.round(pack.wasm.length / 1024)} KB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
