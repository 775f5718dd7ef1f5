import { appendFile } from "node:fs/promises";
import type { Problem } from "../../errors.ts";
import { throwProblems } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { GithubClient } from "../../github/client.ts";
import { deliverCheckRun } from "../../github/deliver/check-run.ts";
import { deliverComment } from "../../github/deliver/comment.ts";
import { deliverIssue } from "../../github/deliver/issue.ts";
import { GithubFailure } from "../../github/failure.ts";
import { outputsOf, writeOutputs } from "../../github/outputs.ts";
import { annotationsOf } from "../../github/payload/annotations.ts";
import { bodyOf } from "../../github/payload/body.ts";
import { checkPlan } from "../../github/payload/check-output.ts";
import { stickyOf } from "../../github/payload/sticky.ts";
import { workflowCommands } from "../../github/payload/workflow-commands.ts";
import { readReport } from "../../github/read-report.ts";
import { type Run, type RunOptions, readRun } from "../../github/run.ts";
import type { Report } from "../../model/report.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { packageVersion } from "../package-version.ts";

/** What can be typed after `github report`. */
export interface TellOptions extends RunOptions {
  readonly from: string;
  readonly name: string;
  readonly key?: string;
  readonly checkRun: boolean;
  readonly comment: "on-failure" | "always" | "never";
  readonly issue?: true;
}

/** A job summary may have 1 MiB; a larger one is refused as a whole, and the step stays green. */
const largestSummary = 900_000;

/** Tells a report everywhere it was asked for. What fails in one place keeps no other from being told. */
export const report: CommandBody<TellOptions> = async ({ options }, context) => {
  const { cwd, now, env } = context;
  const { report: told, problem } = await readReport(options.from, { cwd, now, version: packageVersion() });
  const problems: Problem[] = problem ? [problem] : [];
  // What needs no network first: it is there even when the rest is not.
  if (env.GITHUB_STEP_SUMMARY) await appendFile(env.GITHUB_STEP_SUMMARY, bodyOf(told, { size: largestSummary }));
  await writeOutputs(env.GITHUB_OUTPUT, outputsOf(told));
  const { told: links, failed } = await tellAll(told, options, context);
  await writeOutputs(env.GITHUB_OUTPUT, links);
  throwProblems([...problems, ...failed]);
  return exitCodes.clean;
};

interface Told {
  readonly told: Readonly<Record<string, string | undefined>>;
  readonly failed: readonly Problem[];
}

async function tellAll(report: Report, options: TellOptions, context: CommandContext): Promise<Told> {
  const told: Record<string, string | undefined> = {};
  const failed: Problem[] = [];
  const run = await readRun(options, context.env).catch((error: unknown) => {
    if (options.checkRun) remark(report, context);
    throw error;
  });
  const client = new GithubClient({ ...run, ...context });
  for (const [name, part] of Object.entries(partsOf({ report, options, run, client }))) {
    try {
      told[`${name}-url`] = (await part.tell())?.html_url ?? undefined;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      part.instead?.(context);
      if (error.isDenied && part.isOptional) context.log.warn(`${error.message} Nothing else is changed by it.`);
      else failed.push(...error.problems);
    }
  }
  return { told, failed };
}

interface Part {
  tell(): Promise<{ readonly html_url?: string | null | undefined } | undefined>;
  /** What is done where it cannot be told. */
  readonly instead?: (context: CommandContext) => void;
  /** Whether a token that may not is usual, as on a pull request from a fork. */
  readonly isOptional: boolean;
}

function partsOf(given: {
  readonly report: Report;
  readonly options: TellOptions;
  readonly run: Run;
  readonly client: GithubClient;
}): Readonly<Record<string, Part>> {
  const { report, options, run, client } = given;
  const key = options.key ?? report.files.config;
  const sticky = (what: "comment" | "issue") => stickyOf(report, { what, key, link: run.link });
  const { pull } = run;
  const parts: Record<string, Part> = {};
  if (options.checkRun) {
    const plan = checkPlan(report, { name: options.name, runId: run.id });
    const instead = (context: CommandContext) => remark(report, context);
    parts["check-run"] = { tell: () => deliverCheckRun(client, run, plan), instead, isOptional: true };
  }
  if (options.comment !== "never" && pull !== undefined) {
    const mayStart = options.comment === "always" || sticky("comment").isCall;
    const tell = () => deliverComment(client, { ...run, pull }, sticky("comment"), mayStart);
    parts.comment = { tell, isOptional: true };
  }
  if (options.issue) parts.issue = { tell: () => deliverIssue(client, run, sticky("issue")), isOptional: false };
  return parts;
}

/** Remarks in the log of a workflow, which shows them at the files too. Elsewhere nobody would read them. */
function remark(report: Report, { env, stdout }: CommandContext): void {
  if (env.GITHUB_ACTIONS === "true") stdout.write(workflowCommands(annotationsOf(report)));
}
