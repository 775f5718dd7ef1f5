import { z } from "zod";
import { askCompiler } from "./ask-compiler.ts";
import { diagnostic } from "./diagnostic.ts";
import type { CompileOptions, PolicyModule } from "./types.ts";

/** What is to be evaluated by OPA itself. */
export interface EvaluationRequest {
  readonly modules: readonly PolicyModule[];
  readonly capabilities: string;
  /** The contents of `data` beside the modules. */
  readonly data?: unknown;
  /** A Rego expression, such as `data.entitlint.main.subject`. */
  readonly query: string;
  /** One JSON text for each evaluation; texts, so that large numbers arrive unchanged. */
  readonly inputs: readonly string[];
}

const evaluation = z.object({
  /** False when the query has no value for this input. */
  defined: z.boolean(),
  value: z.unknown().optional(),
  /** An evaluation error, such as two values for one complete rule. */
  error: diagnostic.optional(),
});

/** The outcome for one input; sets are sorted lists. */
export type PolicyEvaluation = z.infer<typeof evaluation>;

const result = z.object({ results: z.array(evaluation) });

/**
 * Evaluates a query with OPA's own evaluator, once for each input: the measure that compiled policies are held to.
 * Errors of one evaluation are in its result; PolicyError is for policies, data or inputs that cannot be read.
 */
export async function evaluatePolicies(
  input: EvaluationRequest,
  options: CompileOptions = {},
): Promise<readonly PolicyEvaluation[]> {
  const { modules, capabilities, data, query, inputs } = input;
  const reply = await askCompiler({ operation: "evaluate", modules, capabilities, data, query, inputs }, options);
  return result.parse(reply.result).results;
}
