import {
  type CompileOptions,
  inspectPolicies,
  type PolicyModule,
  type PolicySet,
  testPolicies,
} from "../../compile/index.ts";
import { counted } from "../../counted.ts";
import { EntitlintError, type Problem } from "../../errors.ts";

/** Whether an error says that policies did not come to an end in time. */
export function isTimeOut(error: unknown): error is EntitlintError {
  return error instanceof EntitlintError && error.problems.some(({ code }) => code === "policy/timeout");
}

/**
 * The error to throw in place of one that says only that tests did not end: each package of tests is run alone, and those
 * that do not end are named. Gives the error as it is where all of them end alone.
 */
export async function nameEndlessTests(
  error: EntitlintError,
  tests: readonly PolicyModule[],
  policies: PolicySet,
  options: CompileOptions & { readonly timeoutSeconds: number },
): Promise<EntitlintError> {
  const { modules } = await inspectPolicies(tests, options);
  const problems: Problem[] = [];
  for (const { package: name, path } of modules) {
    try {
      await testPolicies({ ...policies, run: `^data\\.${name.replaceAll(".", "\\.")}\\.` }, options);
    } catch (cause) {
      if (!isTimeOut(cause)) throw cause;
      problems.push({
        code: "policy/timeout",
        message: `the tests of ${name} do not come to an end within ${counted(options.timeoutSeconds, "second")}`,
        place: { file: path },
        next: "Look for an expression that goes through a very large range, or allow more with --timeout.",
      });
    }
  }
  const [first, ...others] = problems;
  return first ? new EntitlintError([first, ...others], { cause: error }) : error;
}
