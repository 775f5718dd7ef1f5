import { EntitlintError } from "../../errors.ts";
import type { ExitCode } from "../../exit-codes.ts";
import type { Report } from "../../model/report.ts";
import { blameSnapshot } from "../blame-snapshot.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { failedReport } from "./failed-report.ts";
import { makeReport } from "./make-report.ts";
import { checkInMoreRoom } from "./more-room.ts";
import { type CheckOptions, readOptions } from "./options.ts";
import { type Outputs, prepareOutputs } from "./outputs.ts";

/** Judges, writes the report wherever it was asked for, and answers with its exit code. */
export const check: CommandBody<CheckOptions> = async ({ options }, context) => {
  const read = readOptions(options);
  const outputs = await prepareOutputs(options, read.markdownSize, context);
  const judged = async () => {
    const loaded = await openConfig(options, context);
    const roomier = await checkInMoreRoom(options.snapshot, loaded, context);
    return roomier ?? (await reportOn(options, { ...read, loaded }, context));
  };
  const answer = await judged().catch(async (error: unknown) => {
    const cause = error instanceof EntitlintError ? error : await blameSnapshot(error, options, context);
    throw await told(cause, outputs, failedReport(cause, { options, ...read }, context));
  });
  if (typeof answer === "number") return answer;
  await outputs.write(answer);
  return answer.exitCode as ExitCode;
};

/** The report on the estate as it is, or on what has changed since the base. */
async function reportOn(
  { base, ...options }: CheckOptions,
  read: Parameters<typeof makeReport>[1],
  context: CommandContext,
): Promise<Report> {
  if (base === undefined) return await makeReport(options, read, context);
  const { comparedReport } = await import("./compare/compared-report.ts");
  return await comparedReport({ ...options, base }, read, context);
}

/** The error, once the reports tell of it; with whatever kept one of them from it. */
async function told(cause: unknown, outputs: Outputs, report: ReturnType<typeof failedReport>): Promise<unknown> {
  const problems = await outputs.writeFailed(await report);
  if (problems.length === 0 || !(cause instanceof EntitlintError)) return cause;
  return new EntitlintError([...cause.problems, ...problems], { cause });
}
