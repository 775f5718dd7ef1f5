import { inspectPolicies, type PolicyTest, type PolicyTestReport, testPolicies } from "../../compile/index.ts";
import { counted } from "../../counted.ts";
import { EntitlintError, throwProblems } from "../../errors.ts";
import { startPack } from "../../evaluate/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import { cellsOf, compilePack, policySchemas, prepareExamples } from "../../pack/index.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandBody } from "../context.ts";
import { faultProblems } from "./fault-problems.ts";
import { endlessFault } from "./find-faults.ts";
import { findingDifferences } from "./finding-differences.ts";
import { sourcesAround, testsAround } from "./modules-around.ts";
import { modulesAsked } from "./modules-asked.ts";
import { isTimeOut, nameEndlessTests } from "./name-endless.ts";
import { openPolicies } from "./open-policies.ts";
import { EndlessRule, type ExampleOutcome, runExamples } from "./run-examples.ts";
import { whenever } from "./whenever.ts";

export interface TestOptions {
  readonly run?: string;
  readonly watch?: true;
  readonly coverage?: true;
  readonly timeout: number;
}

/** The longest that a rule may take on one document, in seconds; tests take longer because they are compiled as well. */
const exampleSeconds = 10;

/**
 * Runs tests and examples, or only the tests whose name matches. Exit code 1 where one fails or a line is not covered.
 * @throws EntitlintError where there is nothing to run, which must not pass for having passed
 */
export const testRules: CommandBody<TestOptions> = async (call, context) => {
  if (call.options.watch !== true) return await testOnce(call, context);
  const { own, fileOf } = await openPolicies(call.options, context);
  const folders = own.map(({ origin }) => fileOf(origin === "shipped" ? "" : origin));
  return await whenever(folders, () => testOnce(call, context), context);
};

const testOnce: CommandBody<TestOptions> = async ({ options }, context) => {
  const { sources, own, options: cached } = await openPolicies(options, context);
  const { capabilities } = sources;
  const compile = { ...cached, timeoutSeconds: options.timeout };
  const around = sourcesAround(sources, own);
  const modules = around.folders.flatMap((folder) => folder.modules);
  const all = [...modules, ...testsAround(sources, own)];
  const coverage = options.coverage === true;
  // What is not covered is told of all files, whichever tests run.
  const needed = options.run === undefined || coverage ? all : modulesAsked(all, options.run);
  if (needed.length === 0) throw nothingToRun(options.run);
  const set = { modules: needed, capabilities, schemas: policySchemas() };
  const report = await testPolicies({ ...set, run: options.run, coverage }, compile).catch(async (error: unknown) => {
    const files = own.flatMap((folder) => [...folder.tests, ...folder.checks]).filter((file) => needed.includes(file));
    throw isTimeOut(error) ? await nameEndlessTests(error, files, set, compile) : error;
  });
  const ownFiles = new Set(
    own.flatMap((folder) => [...folder.modules, ...folder.tests, ...folder.checks].map((file) => file.path)),
  );
  const tests = report.tests.filter(({ file }) => ownFiles.has(file));
  const failed = tests.filter(({ outcome }) => outcome === "fail" || outcome === "error");
  const outcomes = options.run === undefined ? await examplesOf() : [];
  const gaps = coverage ? [...gapsOf(report, ownFiles), ...untold(outcomes)] : [];
  if (tests.length + outcomes.length === 0) throw nothingToRun(options.run);
  const wrong = outcomes.filter(({ ok }) => !ok);
  const lines = [...failed.map(failureText), ...wrong.map(exampleText), ...gaps];
  for (const line of lines)
    context.stdout.write(`${line.replaceAll("\t", "  ").split("\n").map(safeText).join("\n")}\n`);
  context.stdout.write(`${[testSummary(tests), exampleSummary(outcomes)].filter((part) => part !== "").join("; ")}\n`);
  return lines.length > 0 ? exitCodes.violations : exitCodes.clean;

  async function examplesOf(): Promise<readonly ExampleOutcome[]> {
    const files = own.flatMap((folder) => folder.examples);
    if (files.length === 0) return [];
    const pack = await compilePack(around, cached);
    const stillSeconds = Math.min(options.timeout, exampleSeconds);
    const started = await startPack(pack, stillSeconds);
    try {
      return await runExamples(prepareExamples(files, pack.rules), started);
    } catch (error) {
      if (!(error instanceof EndlessRule)) throw error;
      const problems = faultProblems([endlessFault(error.rule, stillSeconds)], await inspectPolicies(modules, cached));
      throwProblems(problems);
      throw error;
    } finally {
      await started.close();
    }
  }
};

function nothingToRun(asked: string | undefined): EntitlintError {
  return new EntitlintError(
    asked === undefined
      ? {
          code: "pack/no-test",
          message: "there are no tests and no examples of rules",
          next: "Write a rule that has both with `entitlint policy new`.",
        }
      : {
          code: "pack/no-test",
          message: `no test has a name that matches ${JSON.stringify(asked)}`,
          next: "Names are whole, such as data.entitlint.rules.subject.account_locked_test.test_locked_account_violates.",
        },
  );
}

/** What became of the tests; empty where there were none. */
function testSummary(tests: readonly PolicyTest[]): string {
  if (tests.length === 0) return "";
  const of = (...outcomes: PolicyTest["outcome"][]) => tests.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return `${counted(of("pass"), "test")} passed, ${of("fail", "error")} failed, ${of("skip")} skipped`;
}

function exampleSummary(outcomes: readonly ExampleOutcome[]): string {
  if (outcomes.length === 0) return "";
  const held = outcomes.filter(({ ok }) => ok).length;
  const wrong = outcomes.length - held;
  return `${counted(held, "example holds", "examples hold")}, ${counted(wrong, "does not", "do not")}`;
}

function failureText(test: PolicyTest): string {
  const place = test.failure ?? test.error ?? test;
  const detail = test.failure?.text ?? test.error?.message;
  const output = test.output ? `\n${test.output.trimEnd()}` : "";
  return `${place.file}:${place.line}: ${test.name} ${test.outcome === "error" ? "could not run" : "failed"}${detail ? `\n${detail}` : ""}${output}`;
}

function exampleText({ example, violations, unknowns, unmoved, error }: ExampleOutcome): string {
  const differences = error
    ? [error]
    : [
        ...findingDifferences("violation", example.violations, violations),
        ...findingDifferences("unknown", example.unknowns, unknowns),
        ...unmoved.map((what) => `the rule finds the same with ${what}`),
      ];
  const head = `${example.file}:${example.line}: the example "${example.title}" does not hold`;
  return [head, ...differences.map((line) => `  ${line}`)].join("\n");
}

/** What METADATA of the rules says, and no example shows. */
function untold(outcomes: readonly ExampleOutcome[]): string[] {
  const examples = outcomes.map(({ example }) => example);
  const fileOf = new Map(examples.map(({ rule, file }) => [rule, file]));
  return [...fileOf].flatMap(([rule, file]) =>
    cellsOf(rule, examples)
      .filter(({ lines }) => lines.length === 0)
      .map((cell) => `${file}: no example ${shows[cell.kind]} ${JSON.stringify(cell.name)}`),
  );
}

const shows = {
  reason: "has the reason",
  severity: "has the severity",
  edge: "stands at the edge of the parameter",
  "false positive": "clears the false positive",
};

function gapsOf({ coverage = [] }: PolicyTestReport, own: ReadonlySet<string>): string[] {
  return coverage
    .filter(({ file }) => own.has(file) && !file.endsWith("_test.rego"))
    .flatMap(({ file, notCovered }) =>
      notCovered.map(
        ({ from, to }) => `${file}:${from}: no test covers ${from === to ? "this line" : `lines ${from} to ${to}`}`,
      ),
    );
}
