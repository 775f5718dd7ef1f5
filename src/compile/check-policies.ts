import { askCompiler } from "./ask-compiler.ts";
import type { CompileOptions, PolicySet } from "./types.ts";

/**
 * Compiles policies strictly, as Rego v1, within their capabilities and against their schemas. OPA works in stages and
 * reports all that the first failing stage finds. Throws PolicyError.
 */
export async function checkPolicies(input: PolicySet, options: CompileOptions = {}): Promise<void> {
  const { modules, capabilities, schemas } = input;
  await askCompiler({ operation: "check", modules, capabilities, schemas }, options);
}
