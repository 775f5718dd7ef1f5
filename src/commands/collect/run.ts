import { doubtStatuses } from "../../collect/doubt-statuses.ts";
import { collectors } from "../../collect/registry.ts";
import { withholdFutureEnds } from "../../collect/withhold-future-ends.ts";
import { withholdSecrets } from "../../collect/withhold-secrets.ts";
import type { Source } from "../../config/config.ts";
import { type LoadedConfig, loadConfig } from "../../config/load-config.ts";
import { EntitlintError, type Problem } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { instantOf } from "../../model/instant-of.ts";
import { currentManifest, writeSnapshot } from "../../snapshot/index.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { collectContext } from "../estate/collect-context.ts";
import { leftBehind } from "../estate/left-behind.ts";
import { configuredSigner } from "../estate/signer.ts";
import { printProblems } from "../print-failure.ts";
import { chooseSources } from "./choose-sources.ts";
import { failuresOf } from "./failures.ts";
import type { Outcome } from "./outcome.ts";
import { showProgress } from "./progress.ts";
import { rehearse } from "./rehearse.ts";
import { runId } from "./run-id.ts";
import { printSummary } from "./summary.ts";
import { targetFolder } from "./target-folder.ts";

export interface CollectOptions {
  readonly only?: readonly string[];
  readonly to?: string;
  readonly forget?: readonly string[];
  readonly brake: boolean;
  readonly dryRun?: true;
}

/**
 * Reads the observed sources and writes the snapshot; a source that fails keeps its earlier records, is noted as failed,
 * and stops no other.
 */
export const collect: CommandBody<CollectOptions> = async ({ options }, context) => {
  const loaded = await loadConfig({ cwd: context.cwd, config: options.config });
  const folder = await targetFolder(options.to, loaded, context.cwd);
  const standing = await currentManifest(folder);
  const sources = chooseSources(loaded.config.sources, options, standing);
  const now = options.asOf === undefined ? context.now : new Date(options.asOf);
  const signer = await configuredSigner(loaded, context);
  const outcomes: Outcome[] = [];
  for (const source of sources) outcomes.push(await collectOne(source, loaded, { ...context, now }));
  const read = outcomes.flatMap((outcome) => ("collected" in outcome ? [outcome.collected] : []));
  const output = { ...context, logFormat: options.logFormat };
  for (const outcome of outcomes) {
    if ("problems" in outcome) printProblems(outcome.problems, outcome.source.required ? "error" : "warn", output);
  }
  const { forget = [] } = options;
  // Where nothing was ever read there is nothing that a failure could be a note to.
  const write = async (to: string) =>
    read.length > 0 || standing
      ? await writeSnapshot(to, read, {
          ...{ now, runId: runId(context, now), signer, forget, freshnessMax: limits(sources) },
          failures: failuresOf(outcomes, instantOf(now)),
          brake: (system) => (options.brake ? sources.find((source) => source.system === system)?.brake : undefined),
        })
      : undefined;
  const { dryRun = false } = options;
  const written = dryRun ? await rehearse(folder, standing, loaded, context, write) : await write(folder);
  printSummary(outcomes, written, { context, folder, dryRun, logFormat: options.logFormat });
  for (const { system, text } of leftBehind(loaded.config, written?.manifest ?? standing))
    context.log.warn(text, system === undefined ? {} : { source: system });
  return exitCodeOf(outcomes, written?.doubts ?? new Map());
};

async function collectOne(source: Source, loaded: LoadedConfig, context: CommandContext): Promise<Outcome> {
  const collector = collectors.find(({ name }) => name === source.collector);
  if (!collector) throw new Error(`the config passed with the unknown collector ${source.collector}`);
  const progress = showProgress(source.key, context);
  try {
    const given = collectContext(source, loaded, { ...context, progress });
    const collected = await collector.collect(given, source.options);
    const safe = withholdSecrets(withholdFutureEnds(doubtStatuses(collected), source.futureEndDates), source.noSecrets);
    return { source, collected: safe };
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    const ofSource = (problem: Problem) => ({ ...problem, place: { ...problem.place, source: source.key } });
    const [first, ...more] = error.problems;
    return { source, problems: [ofSource(first), ...more.map(ofSource)] };
  } finally {
    progress.end();
  }
}

function limits(sources: readonly Source[]): Record<string, number> {
  return Object.fromEntries(sources.flatMap(({ system, freshness }) => (freshness ? [[system, freshness.max]] : [])));
}

/** A required source that failed, was read only in part or set aside keeps a check from judging: the same code says so here. */
function exitCodeOf(outcomes: readonly Outcome[], doubts: ReadonlyMap<string, unknown>): ExitCode {
  const broken = outcomes.some(
    (outcome) =>
      outcome.source.required &&
      ("problems" in outcome ||
        doubts.has(outcome.source.system) ||
        outcome.collected.kinds.some(({ completeness }) => completeness === "partial" || completeness === "denied")),
  );
  return broken ? exitCodes.cannotJudge : exitCodes.clean;
}
