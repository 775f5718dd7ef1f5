import { createRequire } from "node:module";
import * as z from "zod";
import { EvaluationResult } from "../../src/model/finding.ts";

/** The compiled pack as the host runs it. */
export interface LoadedPolicy {
  setData(data: unknown): void;
  evaluate(input: unknown, entrypoint: string): unknown;
}

const WasmResult = z.tuple([z.object({ result: EvaluationResult })]);

const OpaWasm = z.object({
  loadPolicy: z.custom<(wasm: Uint8Array, options: object) => Promise<LoadedPolicy>>(
    (value) => typeof value === "function",
  ),
});

export function loadPolicy(wasm: Uint8Array): Promise<LoadedPolicy> {
  const opa: unknown = createRequire(import.meta.url)("@open-policy-agent/opa-wasm");
  return OpaWasm.parse(opa).loadPolicy(wasm, { initial: 1024 });
}

/** What an entrypoint gives for one document; throws where it gives nothing that is a result. */
export function resultOf(policy: LoadedPolicy, input: unknown, entrypoint: string): EvaluationResult {
  return WasmResult.parse(policy.evaluate(input, entrypoint))[0].result;
}
