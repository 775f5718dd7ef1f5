import { createHash } from "node:crypto";
import { z } from "zod";
import { askCompiler } from "./ask-compiler.ts";
import type { CompileOptions, PolicySet } from "./types.ts";

/** Policies compiled to WebAssembly. */
export interface BuiltPolicies {
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Entrypoints by their number in the module. */
  readonly entrypoints: readonly string[];
  /** SHA-256 of `wasm`, in hex. */
  readonly sha256: string;
}

const result = z.object({ entrypoints: z.array(z.string()) });

/**
 * Checks policies as `checkPolicies` does and compiles the entrypoints (`entitlint/main/subject`: package, then rule,
 * with slashes). The same modules give the same bytes in whatever order they come. Throws PolicyError.
 */
export async function buildPolicies(
  input: PolicySet & { readonly entrypoints: readonly string[] },
  options: CompileOptions = {},
): Promise<BuiltPolicies> {
  const { modules, capabilities, schemas, entrypoints } = input;
  const reply = await askCompiler({ operation: "build", modules, capabilities, schemas, entrypoints }, options);
  const sha256 = createHash("sha256").update(reply.blob).digest("hex");
  return { wasm: reply.blob, entrypoints: result.parse(reply.result).entrypoints, sha256 };
}
