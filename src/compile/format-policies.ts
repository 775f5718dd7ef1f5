import { z } from "zod";
import { askCompiler } from "./ask-compiler.ts";
import type { CompileOptions, PolicyModule } from "./types.ts";

const result = z.object({ modules: z.array(z.object({ path: z.string(), text: z.string() })) });

/** The modules laid out as `opa fmt` does, sorted by path. Throws PolicyError when one does not parse. */
export async function formatPolicies(
  modules: readonly PolicyModule[],
  options: CompileOptions = {},
): Promise<readonly PolicyModule[]> {
  const reply = await askCompiler({ operation: "format", modules }, options);
  return result.parse(reply.result).modules;
}
