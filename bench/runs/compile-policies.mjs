// @ts-check
/** Compiles the shipped policies as somebody's first check with own policies does: with nothing kept from before. */
import { compilePack, packSources } from "../../dist/pack/index.js";

const { wasm } = await compilePack(await packSources({ base: ".", folders: [] }), {});
console.log(wasm.length);
