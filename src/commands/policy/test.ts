import { type PolicyModule, type PolicyTest, type PolicyTestReport, testPolicies } from "../../compile/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import {
  type ExampleOutcome,
  loadRules,
  type PolicyFolder,
  policySchemas,
  prepareExamples,
  runExamples,
} from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { openPolicies } from "./open-policies.ts";

export interface TestOptions {
  readonly run?: string;
  readonly coverage?: true;
  readonly timeout: number;
}

/** Runs tests and examples. Exit code 1 where one fails, where a line is not covered, and where nothing was run. */
export const testRules: CommandBody<TestOptions> = async ({ options }, context) => {
  const { sources, own, options: cached } = await openPolicies(options, context);
  const { capabilities } = sources;
  const compile = { ...cached, timeoutSeconds: options.timeout };
  const modules = sources.folders.flatMap((folder) => folder.modules);
  const all = [...modules, ...sources.folders.flatMap((folder) => testsAround(folder, own.includes(folder)))];
  const coverage = options.coverage === true;
  const report = await testPolicies(
    { modules: all, capabilities, schemas: policySchemas(), run: options.run, coverage },
    compile,
  );
  const ownFiles = new Set(
    own.flatMap((folder) => [...folder.modules, ...folder.tests, ...folder.checks].map((file) => file.path)),
  );
  const tests = report.tests.filter(({ file }) => ownFiles.has(file));
  const failed = tests.filter(({ outcome }) => outcome === "fail" || outcome === "error");
  const gaps = coverage ? gapsOf(report, ownFiles) : [];
  const outcomes = options.run === undefined ? await examplesOf() : [];
  const wrong = outcomes.filter(({ ok }) => !ok);
  const lines = [...failed.map(failureText), ...wrong.map(exampleText), ...gaps];
  for (const line of lines) context.stdout.write(`${line.split("\n").map(safeText).join("\n")}\n`);
  const passed = tests.filter(({ outcome }) => outcome === "pass").length;
  const skipped = tests.length - passed - failed.length;
  context.stdout.write(
    `${passed} tests passed, ${failed.length} failed, ${skipped} skipped; ${outcomes.length - wrong.length} examples hold, ${wrong.length} do not\n`,
  );
  const nothing = tests.length + outcomes.length === 0;
  return lines.length > 0 || nothing ? exitCodes.violations : exitCodes.clean;

  async function examplesOf(): Promise<ExampleOutcome[]> {
    const files = own.flatMap((folder) => folder.examples);
    const rules = await loadRules(sources, compile);
    return runExamples(prepareExamples(files, rules), { modules, capabilities }, compile);
  }
};

/** All tests of an own folder. Of another one only what own tests may import, its libraries, so that its rules' are not run. */
function testsAround(folder: PolicyFolder, own: boolean): PolicyModule[] {
  if (own) return [...folder.tests, ...folder.checks];
  return folder.tests.filter(({ path }) => /(^|\/)lib\//.test(path));
}

function failureText(test: PolicyTest): string {
  const place = test.failure ?? test.error ?? test;
  const detail = test.failure?.text ?? test.error?.message;
  const output = test.output ? `\n${test.output.trimEnd()}` : "";
  return `${place.file}:${place.line}: ${test.name} ${test.outcome === "error" ? "could not run" : "failed"}${detail ? `\n${detail}` : ""}${output}`;
}

function exampleText({ example, violations, unknowns, error }: ExampleOutcome): string {
  const wanted = JSON.stringify({ violations: example.violations, unknowns: example.unknowns });
  const given = error ?? JSON.stringify({ violations, unknowns });
  return `${example.file}:${example.line}: the example "${example.title}" does not hold\n  wanted ${wanted}\n  given  ${given}`;
}

function gapsOf({ coverage = [] }: PolicyTestReport, own: ReadonlySet<string>): string[] {
  return coverage
    .filter(({ file }) => own.has(file) && !file.endsWith("_test.rego"))
    .flatMap(({ file, notCovered }) =>
      notCovered.map(
        ({ from, to }) => `${file}:${from}: no test covers ${from === to ? "this line" : `lines ${from} to ${to}`}`,
      ),
    );
}
