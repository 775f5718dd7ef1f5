import { collectors } from "../../collect/registry.ts";
import type { Source } from "../../config/config.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import type { Place } from "../../errors.ts";
import type { CollectedSource } from "../../model/collected.ts";
import type { DeclaredAt } from "../../model/document.ts";
import type { DeclaredLine } from "../../model/estate-input.ts";
import type { KindEntry } from "../../model/manifest.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { CommandContext } from "../context.ts";
import { collectContext } from "./collect-context.ts";

/** What Git declares of one system in a format of its own, read anew at every check. */
export interface DeclaredSource {
  readonly source: Source;
  readonly lines: readonly DeclaredLine[];
  readonly kinds: Readonly<Partial<Record<RecordKind, KindEntry>>>;
}

/** Reads every source that declares; nothing of it enters the snapshot. */
export async function readDeclared(loaded: LoadedConfig, context: CommandContext): Promise<DeclaredSource[]> {
  const declaring = loaded.config.sources.filter((source) => source.declares);
  return Promise.all(
    declaring.map(async (source) => {
      const collector = collectors.find(({ name }) => name === source.collector);
      if (!collector) throw new Error(`the config passed with the unknown collector ${source.collector}`);
      return declaredSource(source, await collector.collect(collectContext(source, loaded, context), source.options));
    }),
  );
}

function declaredSource(source: Source, collected: CollectedSource): DeclaredSource {
  const lines = collected.kinds.flatMap(({ kind, records }) =>
    records.all().map(({ id, text, place, again }) => ({
      ...{ kind, id, json: text, declared: lineAt(place) },
      ...(again && { again: again.map(lineAt) }),
    })),
  );
  const kinds = collected.kinds.map(({ kind, observedAt, completeness, fieldsRead, warnings, records }) => [
    kind,
    {
      observedAt,
      completeness,
      count: records.size,
      fieldsRead: [...fieldsRead],
      layout: "single",
      ...(warnings.length > 0 && { warnings: [...warnings] }),
    } satisfies KindEntry,
  ]);
  return { source, lines, kinds: Object.fromEntries(kinds) };
}

function lineAt({ file = "", line = 1, column }: Place = {}): DeclaredAt {
  return { file, line, ...(column && { column }) };
}
