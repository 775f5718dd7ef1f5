// @ts-check
/** Compiles the shipped policies into dist/pack/, so that an installed entitlint needs no compiler for them. */
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const { cacheDirectory } = await import("../dist/compile/index.js");
const { compilePack, inspectFolders, keepInspection, packSources, writePack } = await import("../dist/pack/index.js");

try {
  const sources = await packSources({ base: root, folders: [] });
  const options = { cacheDir: cacheDirectory(process.env) };
  const pack = await compilePack(sources, options);
  const folder = join(root, "dist/pack");
  await writePack(folder, pack);
  const modules = sources.folders.flatMap((one) => one.modules);
  await keepInspection(folder, modules, await inspectFolders(sources.folders, options));
  console.log(`${pack.rules.length} rules, ${Math.round(pack.wasm.length / 1024)} KB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
