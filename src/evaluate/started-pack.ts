import { compileWasm, type WasmModule } from "../compile/web-assembly.ts";
import type { CompiledPack } from "../model/evaluation.ts";
import { Evaluator } from "./evaluator.ts";

/** Compiled policies with a first thread that loads them. Whoever starts one closes it, whatever happens. */
export interface StartedPack {
  readonly pack: CompiledPack;
  readonly stillSeconds: number;
  readonly module: WasmModule;
  readonly first: Evaluator;
  close(): Promise<void>;
}

/**
 * Begins to load the policies, so that a thread is ready by the time the documents are. A rule that has not come to an
 * end after `stillSeconds` is stopped. Rejects where the bytes are no WebAssembly.
 */
export async function startPack(pack: CompiledPack, stillSeconds: number): Promise<StartedPack> {
  const module = await compileWasm(new Uint8Array(pack.wasm));
  const first = new Evaluator(module, stillSeconds);
  first.start();
  return { pack, stillSeconds, module, first, close: () => first.close() };
}
