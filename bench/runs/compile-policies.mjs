// @ts-check
/** Compiles the shipped policies as somebody's first check with own policies does: with no result kept, and with what the build knows of them. */
import { compilePack, packSources } from "../../dist/pack/index.js";

const { wasm } = await compilePack(await packSources({ base: ".", folders: [] }), {});
console.log(wasm.length);
