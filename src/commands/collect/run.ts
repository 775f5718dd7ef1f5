import { resolve } from "node:path";
import { closest } from "fastest-levenshtein";
import { collectors } from "../../collect/registry.ts";
import { withholdFutureEnds } from "../../collect/withhold-future-ends.ts";
import type { Source } from "../../config/config.ts";
import { type LoadedConfig, loadConfig } from "../../config/load-config.ts";
import { EntitlintError, type Problem, throwProblems } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { writeSnapshot } from "../../snapshot/index.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import type { Outcome } from "./outcome.ts";
import { printSummary } from "./summary.ts";

export interface CollectOptions {
  readonly only?: readonly string[];
  readonly to?: string;
  readonly forget?: readonly string[];
}

/** Reads the observed sources and writes the snapshot; a source that fails keeps its earlier records and stops no other. */
export const collect: CommandBody<CollectOptions> = async ({ options }, context) => {
  const loaded = await loadConfig({ cwd: context.cwd, config: options.config });
  const sources = chosen(loaded.config.sources, options.only);
  const now = options.asOf === undefined ? context.now : new Date(options.asOf);
  const outcomes: Outcome[] = [];
  for (const source of sources) outcomes.push(await collectOne(source, loaded, { ...context, now }));
  const read = outcomes.flatMap((outcome) => ("collected" in outcome ? [outcome.collected] : []));
  const output = { ...context, logFormat: options.logFormat };
  for (const outcome of outcomes) {
    if ("problems" in outcome) printProblems(outcome.problems, outcome.source.required ? "error" : "warn", output);
  }
  const folder =
    options.to === undefined ? resolve(loaded.folder, loaded.config.snapshot) : resolve(context.cwd, options.to);
  const forget = options.forget ?? [];
  const written =
    read.length + forget.length > 0
      ? await writeSnapshot(folder, read, { now, runId: runId(context, now), forget, freshnessMax: limits(sources) })
      : undefined;
  printSummary(outcomes, written, { context, folder, logFormat: options.logFormat });
  return exitCodeOf(outcomes);
};

/** The sources to read: all that are observed, or those named. */
function chosen(sources: readonly Source[], only: readonly string[] | undefined): Source[] {
  const observed = sources.filter(({ declares }) => !declares);
  if (only === undefined) return requireSome(observed, sources.length);
  const problems = only.flatMap((name): Problem[] => {
    if (observed.some(({ key }) => key === name)) return [];
    const declared = sources.find(({ key }) => key === name);
    const near = closest(
      name,
      observed.map(({ key }) => key),
    );
    return [
      {
        code: "collect/unknown-source",
        message: declared
          ? `the source ${name} says what should be; it is read at every check and never collected`
          : `the config has no source ${JSON.stringify(name)}`,
        ...(near && { next: `Did you mean \`${near}\`?` }),
      },
    ];
  });
  throwProblems(problems);
  return observed.filter(({ key }) => only.includes(key));
}

function requireSome(observed: Source[], all: number): Source[] {
  if (observed.length > 0) return observed;
  throw new EntitlintError({
    code: "collect/unknown-source",
    message:
      all > 0 ? "all sources of the config are declared; there is nothing to collect" : "the config has no sources",
    next: "Add the system that is observed under `sources`.",
  });
}

async function collectOne(source: Source, { tree }: LoadedConfig, { now, env }: CommandContext): Promise<Outcome> {
  const collector = collectors.find(({ name }) => name === source.collector);
  if (!collector) throw new Error(`the config passed with the unknown collector ${source.collector}`);
  const { system, role, tenant, zone, declares } = source;
  try {
    const given = { system, role, tenant, zone, declares, files: tree, now, env };
    const collected = await collector.collect(given, source.options);
    return { source, collected: withholdFutureEnds(collected, source.futureEndDates) };
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    return { source, problems: error.problems.map((problem) => ofSource(problem, source.key)) };
  }
}

function ofSource(problem: Problem, source: string): Problem {
  return { ...problem, place: { ...problem.place, source } };
}

/** The run of a workflow is called by its number; any other by its time. */
function runId({ env }: CommandContext, now: Date): string {
  return env.GITHUB_RUN_ID ?? now.toISOString();
}

function limits(sources: readonly Source[]): Record<string, number> {
  return Object.fromEntries(sources.flatMap(({ system, freshness }) => (freshness ? [[system, freshness.max]] : [])));
}

/** A required source that failed, or was read only in part, keeps a check from judging: the same code says so here. */
function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  const broken = outcomes.some(
    (outcome) =>
      outcome.source.required &&
      ("problems" in outcome ||
        outcome.collected.kinds.some(({ completeness }) => completeness === "partial" || completeness === "denied")),
  );
  return broken ? exitCodes.cannotJudge : exitCodes.clean;
}
