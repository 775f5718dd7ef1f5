// @ts-check
/**
 * Compiles the shipped policies as somebody's first check with own policies does: with no result kept, and with what the build knows of
 * them. Only what compiling needs is loaded, because the program itself starts from a few joined files.
 */
import { compilePack } from "../../dist/pack/compile-pack.js";
import { packSources } from "../../dist/pack/load-pack.js";

const { wasm } = await compilePack(await packSources({ base: ".", folders: [] }), {});
console.log(wasm.length);
