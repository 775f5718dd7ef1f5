import { RecordStore } from "../../collect/record-store.ts";
import type { Source } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { instantOf } from "../../model/instant-of.ts";
import { currentManifest, writeSnapshot } from "../../snapshot/index.ts";
import type { CommandBody } from "../context.ts";
import { leftBehind } from "../estate/left-behind.ts";
import { configuredSigner } from "../estate/signer.ts";
import { printProblems } from "../print-failure.ts";
import { chooseSources } from "./choose-sources.ts";
import { collectGarbageEarly } from "./collect-garbage-early.ts";
import { collectOne } from "./collect-one.ts";
import { failuresOf } from "./failures.ts";
import type { CollectOptions } from "./options.ts";
import type { Outcome } from "./outcome.ts";
import { rehearse } from "./rehearse.ts";
import { runId } from "./run-id.ts";
import { printSummary } from "./summary.ts";
import { targetFolder } from "./target-folder.ts";

/**
 * Reads the observed sources and writes the snapshot; a source that fails keeps its earlier records, is noted as failed,
 * and stops no other.
 */
export const collect: CommandBody<CollectOptions> = async ({ options }, context) => {
  if (options.subject !== undefined)
    return await (await import("./subject/run.ts")).lookAtSubject(options.subject, options, context);
  if (options.format !== undefined) throw formatAlone();
  collectGarbageEarly();
  const loaded = await loadConfig({ cwd: context.cwd, config: options.config });
  const folder = await targetFolder(options.to, loaded, context.cwd);
  const standing = await currentManifest(folder);
  const sources = chooseSources(loaded.config.sources, options, standing);
  const now = options.asOf === undefined ? context.now : new Date(options.asOf);
  const signer = await configuredSigner(loaded, context);
  const stores = new Map(sources.map((source) => [source, new RecordStore(source.system, source.noSecrets)]));
  try {
    const outcomes: Outcome[] = [];
    for (const [source, store] of stores) outcomes.push(await collectOne(source, store, loaded, { ...context, now }));
    return await keep(outcomes);
  } finally {
    for (const store of stores.values()) store.close();
  }

  async function keep(outcomes: readonly Outcome[]): Promise<ExitCode> {
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
  }
};

function formatAlone(): EntitlintError {
  return new EntitlintError({
    code: "usage/invalid",
    message: "--format is how --subject answers; a collection is told on standard error",
    next: "Write --log-format json for machines that watch a collection.",
  });
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
