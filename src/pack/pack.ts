import type { CompiledPack } from "../model/evaluation.ts";
import type { Rule } from "../model/rule.ts";

/** Rules ready to be evaluated, with everything that is known about them. */
export interface Pack extends CompiledPack {
  /** Sorted by id. */
  readonly rules: readonly Rule[];
  /** SHA-256 over the compiled module and the rules' METADATA, in hex. */
  readonly digest: string;
  readonly wasm: Uint8Array<ArrayBuffer>;
}
