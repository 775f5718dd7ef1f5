import { z } from "zod";

const address = z.custom<(...values: number[]) => number>((value) => typeof value === "function");

const loaded = z.object({
  mem: z.object({ buffer: z.instanceof(ArrayBuffer) }),
  wasmInstance: z.object({ exports: z.object({ builtins: address, opa_json_dump: address }) }),
});

/** The raw exports of a policy that the SDK has loaded, which its types do not show. */
export function policyExports(policy: unknown) {
  const { mem, wasmInstance } = loaded.parse(policy);
  return { ...wasmInstance.exports, memory: mem };
}
