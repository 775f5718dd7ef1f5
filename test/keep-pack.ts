import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { compileWasm, type WasmModule } from "../src/compile/web-assembly.ts";

/**
 * Run before each test file: holds the shipped policies as compiled for as long as the process of tests lives. The engine
 * hands the machine code of a module that is held to whoever compiles the same bytes again, with all that it has optimised
 * in it; otherwise each of several hundred checks optimises it anew.
 */
const holder: typeof globalThis & { entitlintPack?: WasmModule } = globalThis;
const file = resolve(import.meta.dirname, "../dist/pack/policy.wasm");
if (!holder.entitlintPack && existsSync(file))
  holder.entitlintPack = await compileWasm(new Uint8Array(readFileSync(file)));
