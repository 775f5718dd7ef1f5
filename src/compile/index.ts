export { type BuiltPolicies, buildPolicies } from "./build-policies.ts";
export { cacheDirectory } from "./cache-directory.ts";
export { checkPolicies } from "./check-policies.ts";
export { type EvaluationRequest, evaluatePolicies, type PolicyEvaluation } from "./evaluate-policies.ts";
export { formatPolicies } from "./format-policies.ts";
export { inspectPolicies, type PolicyInspection } from "./inspect-policies.ts";
export { PolicyError } from "./policy-error.ts";
export { type PolicyTest, type PolicyTestReport, testPolicies } from "./test-policies.ts";
export type { CompileOptions, PolicyDiagnostic, PolicyModule, PolicySet } from "./types.ts";
