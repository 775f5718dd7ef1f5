import { basename, relative, resolve, sep } from "node:path";
import { findConfig } from "../../config/load-config.ts";
import { EntitlintError, problemLine } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { instantOf } from "../../model/instant-of.ts";
import type { Obstacle, Report } from "../../model/report.ts";
import { gitRoot } from "../../repository/git-root.ts";
import type { CommandContext } from "../context.ts";
import { packageVersion } from "../package-version.ts";
import type { CheckOptions, ReadOptions } from "./options.ts";

/**
 * The report of a run that ended before it had judged: nothing but what went wrong. Without it the file that somebody
 * waits for would be missing or empty, and several platforms show that as a clean result.
 */
export async function failedReport(
  error: unknown,
  { options, failOn }: { readonly options: CheckOptions } & Pick<ReadOptions, "failOn">,
  { cwd, now }: CommandContext,
): Promise<Report> {
  return {
    version: 1,
    tool: { name: "entitlint", version: packageVersion() },
    asOf: options.asOf ?? instantOf(now),
    gate: { failOn: failOn ?? "medium" },
    exitCode: error instanceof EntitlintError ? error.exitCode : exitCodes.failed,
    digests: {},
    files: { config: await configPath(options, cwd) },
    population: { subjects: 0, machines: 0, accounts: 0, grants: 0, credentials: 0, documents: 0 },
    sources: [],
    obstacles: obstaclesOf(error),
    notices: [],
    findings: [],
    unknowns: [],
    rules: [],
    counts: [],
    notEvaluable: [],
  };
}

function obstaclesOf(error: unknown): Obstacle[] {
  if (error instanceof EntitlintError)
    return error.problems.map((problem) => ({ code: problem.code, text: problemLine(problem) }));
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: "tool-failed", text: `entitlint failed in a way it does not expect: ${message}` }];
}

/** Where the config is, or would have been, from the root of the repository. */
async function configPath({ config }: CheckOptions, cwd: string): Promise<string> {
  const path = await findConfig({ cwd, config }).catch(() => resolve(cwd, "entitlint.yaml"));
  const inside = relative((await gitRoot(cwd)) ?? cwd, path).replaceAll(sep, "/");
  return inside.startsWith("../") ? basename(path) : inside;
}
