import type { ErrorCode } from "../error-codes.ts";
import { EntitlintError, type Problem } from "../errors.ts";
import { readableLines } from "./readable-lines.ts";
import type { PolicyDiagnostic } from "./types.ts";

/** Policies that cannot be used, with everything the compiler found wrong in them. */
export class PolicyError extends EntitlintError {
  override readonly name = "PolicyError";
  readonly diagnostics: readonly PolicyDiagnostic[];

  constructor(diagnostics: readonly [PolicyDiagnostic, ...PolicyDiagnostic[]]) {
    const [first, ...rest] = diagnostics;
    super([problemOf(first), ...rest.map(problemOf)]);
    this.diagnostics = diagnostics;
  }
}

// The left side is what OPA and the reactor say; the right side is ours and stable.
const codes: Readonly<Record<string, ErrorCode>> = {
  build: "policy/entrypoint",
  capabilities: "policy/capabilities",
  compiler_panic: "policy/compiler-failed",
  compiler_reply: "policy/compiler-failed",
  compiler_request: "policy/compiler-failed",
  data: "policy/evaluation-input",
  duplicate_path: "policy/duplicate-path",
  input: "policy/evaluation-input",
  module_encoding: "policy/does-not-parse",
  module_path: "policy/does-not-parse",
  query: "policy/evaluation-input",
  rego_parse_error: "policy/does-not-parse",
  rego_recursion_error: "policy/recursion",
  rego_type_error: "policy/type",
  run_filter: "policy/test-filter",
  schema: "policy/schema",
  unsupported_builtin: "policy/unsupported-builtin",
};

const next: Partial<Record<ErrorCode, string>> = {
  "policy/recursion": "Break the circle: no rule may need its own result.",
  "policy/unsupported-builtin": "Use one of the built-ins in policies/capabilities.json, or write it in Rego.",
};

function problemOf(found: PolicyDiagnostic): Problem {
  const code = codes[found.code] ?? "policy/does-not-compile";
  const place = {
    ...(found.file === "" ? {} : { file: found.file }),
    ...(found.line === 0 ? {} : { line: found.line, column: found.column }),
  };
  const advice = next[code];
  const [message = "", ...details] = readableLines(found);
  return {
    code,
    message,
    ...(details.length > 0 && { details }),
    ...(found.file === "" ? {} : { place }),
    ...(advice === undefined ? {} : { next: advice }),
  };
}
