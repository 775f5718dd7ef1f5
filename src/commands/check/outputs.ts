import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import type { Report } from "../../model/report.ts";
import { reporters } from "../../report/registry.ts";
import type { Reporter } from "../../report/reporter.ts";
import type { CommandContext } from "../context.ts";
import type { CheckOptions } from "./options.ts";
import { prepareReportFile, type ReportFile, writeReportFile } from "./report-file.ts";

/** Columns of text in a file, where there is no terminal to ask. */
const fileColumns = 100;

/** Where the report goes. */
export interface Outputs {
  /** To every file, then to standard output. @throws EntitlintError with every file that could not be written */
  write(report: Report): Promise<void>;
  /** The same for a run that failed before it had judged. */
  writeFailed(report: Report): Promise<readonly Problem[]>;
}

/** Makes sure that every file can be written before anything is judged. @throws EntitlintError with every one that cannot */
export async function prepareOutputs(options: CheckOptions, size: number, context: CommandContext): Promise<Outputs> {
  const reporter = reporterOf(options.format);
  const files = await prepareFiles(options, context);
  const shared = { all: options.all ?? false, size };
  const toFiles = async (report: Report) => {
    const problems: Problem[] = [];
    for (const [format, file] of files) {
      const target = { ...shared, columns: fileColumns, colour: false };
      const problem = await writeReportFile(file, reporterOf(format).render(report, target));
      if (problem) problems.push(problem);
    }
    return problems;
  };
  const toStandardOutput = (report: Report) => {
    const { columns, colour, stdout } = context;
    for (const part of reporter.render(report, { ...shared, columns, colour })) stdout.write(part);
  };
  return {
    async write(report) {
      const problems = await toFiles(report);
      toStandardOutput(report);
      throwProblems(problems);
    },
    async writeFailed(report) {
      const problems = await toFiles(report);
      if (!isTellingWhenEmpty(options.format)) toStandardOutput(report);
      return problems;
    },
  };
}

/** A person at a terminal has the errors, and what is empty is no JSON: whoever reads it cannot take it for an answer. */
function isTellingWhenEmpty(format: string): boolean {
  return format === "text" || format === "json";
}

async function prepareFiles(
  { report = [] }: CheckOptions,
  { cwd }: CommandContext,
): Promise<(readonly [format: string, file: ReportFile])[]> {
  const files: [string, ReportFile][] = [];
  const problems: Problem[] = [];
  for (const { format, file } of report) {
    const prepared = await prepareReportFile(cwd, file);
    if ("code" in prepared) problems.push(prepared);
    else if (files.some(([, { path }]) => path === prepared.path)) problems.push(twice(file));
    else files.push([format, prepared]);
  }
  throwProblems(problems);
  return files;
}

function twice(file: string): Problem {
  return {
    code: "usage/invalid",
    message: "two reports are to go to one file",
    place: { file },
    next: "Give each a file of its own.",
  };
}

function reporterOf(format: string): Reporter {
  const reporter = reporters.find(({ name }) => name === format);
  if (reporter) return reporter;
  throw new EntitlintError({
    code: "usage/invalid",
    message: `there is no format ${JSON.stringify(format)}`,
    next: `Give one of: ${reporters.map(({ name }) => name).join(", ")}.`,
  });
}
