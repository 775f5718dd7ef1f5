import { z } from "zod";
import { askCompiler } from "./ask-compiler.ts";
import type { CompileOptions, PolicySet } from "./types.ts";

const place = { file: z.string(), line: z.number(), column: z.number() };
const lineRanges = z.array(z.object({ from: z.number(), to: z.number() }));

const policyTest = z.object({
  package: z.string(),
  name: z.string(),
  outcome: z.enum(["error", "fail", "pass", "skip"]),
  ...place,
  /** What `print` wrote. */
  output: z.string().optional(),
  /** The expression at which a failed test stopped, drawn with the values of its variables. */
  failure: z.object({ ...place, text: z.string() }).optional(),
  /** Why a test could not be evaluated. */
  error: z.object({ code: z.string(), message: z.string(), ...place }).optional(),
  /** The named cases of a table test. */
  cases: z.array(z.object({ name: z.array(z.string()), outcome: z.enum(["fail", "pass"]) })).optional(),
});

const fileCoverage = z.object({
  file: z.string(),
  /** Inclusive line ranges; a line without code is in neither list. */
  covered: lineRanges,
  notCovered: lineRanges,
  coveredLines: z.number(),
  notCoveredLines: z.number(),
  /** Of lines with code, 0 to 100. */
  percentage: z.number(),
});

const report = z.object({ tests: z.array(policyTest), coverage: z.array(fileCoverage).optional() });

/** The outcome of policy tests, by place; coverage by file, test files included. Durations are left out on purpose. */
export type PolicyTestReport = z.infer<typeof report>;

/** One policy test. */
export type PolicyTest = z.infer<typeof policyTest>;

/**
 * Runs every rule named `test_…` (`todo_test_…` is skipped) whose full name, such as `data.entitlint.lib.time_test.test_x`,
 * matches the regular expression `run`. Failed tests are results; PolicyError is for modules that do not compile, and
 * EntitlintError `policy/timeout` for tests that do not end.
 */
export async function testPolicies(
  input: PolicySet & { readonly data?: unknown; readonly run?: string | undefined; readonly coverage?: boolean },
  options: CompileOptions = {},
): Promise<PolicyTestReport> {
  const { modules, capabilities, schemas, data, run, coverage = false } = input;
  const reply = await askCompiler({ operation: "test", modules, capabilities, schemas, data, run, coverage }, options);
  return report.parse(reply.result);
}
