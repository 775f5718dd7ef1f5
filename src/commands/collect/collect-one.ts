import { doubtStatuses } from "../../collect/doubt-statuses.ts";
import type { RecordStore } from "../../collect/record-store.ts";
import { collectors } from "../../collect/registry.ts";
import { withholdFutureEnds } from "../../collect/withhold-future-ends.ts";
import type { Source } from "../../config/config.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError, type Problem } from "../../errors.ts";
import type { CommandContext } from "../context.ts";
import { collectContext } from "../estate/collect-context.ts";
import type { Outcome } from "./outcome.ts";
import { showProgress } from "./progress.ts";

/** Reads one source into its store, which has to stay open for as long as the outcome is of use. */
export async function collectOne(
  source: Source,
  store: RecordStore,
  loaded: LoadedConfig,
  context: CommandContext,
): Promise<Outcome> {
  const collector = collectors.find(({ name }) => name === source.collector);
  if (!collector) throw new Error(`the config passed with the unknown collector ${source.collector}`);
  const progress = showProgress(source.key, context);
  try {
    const given = collectContext(source, loaded, { ...context, progress, store });
    const collected = await collector.collect(given, source.options);
    return { source, collected: store.vouchFor(withholdFutureEnds(doubtStatuses(collected), source.futureEndDates)) };
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    const ofSource = (problem: Problem) => ({ ...problem, place: { ...problem.place, source: source.key } });
    const [first, ...more] = error.problems;
    return { source, problems: [ofSource(first), ...more.map(ofSource)] };
  } finally {
    progress.end();
  }
}
