import type { LookedUp, Wanted } from "../../../collect/look-up.ts";
import { RecordStore } from "../../../collect/record-store.ts";
import { collectors } from "../../../collect/registry.ts";
import type { Source } from "../../../config/config.ts";
import { EntitlintError } from "../../../errors.ts";
import type { AnyRecord } from "../../../model/record.ts";
import type { CommandContext } from "../../context.ts";
import { collectContext } from "../../estate/collect-context.ts";
import type { OpenEstate } from "../../estate/open-estate.ts";
import { showProgress } from "../progress.ts";

/** What one source said: all of it, or why nothing of it could be asked. */
export type Answer =
  | { readonly looked: LookedUp; readonly live: ReadonlyMap<string, AnyRecord> }
  | {
      readonly reason: string;
      /** Whether it was tried; otherwise the source just has no such reading. */
      readonly isFailure: boolean;
    };

/** Asks one source for the wanted records, beside the snapshot. */
export async function lookAtSource(
  source: Source,
  wanted: Wanted,
  { loaded, snapshot }: OpenEstate,
  context: CommandContext,
): Promise<Answer> {
  const collector = collectors.find(({ name }) => name === source.collector);
  if (!collector) throw new Error(`the config passed with the unknown collector ${source.collector}`);
  const before = snapshot?.manifest.sources[source.system]?.collector;
  if (before !== undefined && (before.name !== collector.name || before.version !== collector.version)) {
    const reason = `the snapshot was read by ${before.name} ${before.version} and the config names ${collector.name} ${collector.version}, whose ids may be others; collect it anew`;
    return { reason, isFailure: true };
  }
  if (!collector.lookUp) {
    const reason = `${collector.name} cannot read one subject; \`entitlint collect --only ${source.key}\` reads all`;
    return { reason, isFailure: false };
  }
  const store = new RecordStore(source.system, source.noSecrets);
  const progress = showProgress(source.key, context);
  try {
    const given = collectContext(source, loaded, { ...context, progress, store });
    return readAnswer(await collector.lookUp(given, source.options, wanted), source, store, context);
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    const isFailure = error.problems[0].code !== "collect/one-subject";
    return { reason: error.problems.map(({ message }) => message).join("; "), isFailure };
  } finally {
    progress.end();
    store.close();
  }
}

/** The records that came, as they may be shown, before the store is closed. */
function readAnswer(looked: LookedUp, { key }: Source, store: RecordStore, { log }: CommandContext): Answer {
  const { kinds } = store.vouchFor(looked.source);
  for (const { warnings } of kinds) for (const warning of warnings) log.warn(warning, { source: key });
  const lines = kinds.flatMap(({ records }) => records.all());
  return { looked, live: new Map(lines.map(({ id, text }): [string, AnyRecord] => [id, JSON.parse(text)])) };
}
