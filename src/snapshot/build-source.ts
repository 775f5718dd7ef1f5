import { byCodeUnit } from "../canonical.ts";
import type { CollectedSource } from "../model/collected.ts";
import type { KindEntry, Manifest, SourceEntry } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { FreshSystem } from "./compose.ts";
import { earlierKind } from "./earlier-kind.ts";
import { KindWriter } from "./kind-writer.ts";
import { parseFilePath } from "./layout.ts";
import { mergeKind } from "./merge-kind.ts";
import type { MergeOptions } from "./merge-portion.ts";
import type { StagedFile, StagedFiles } from "./staged-files.ts";
import type { Standing } from "./standing.ts";

/** What a source puts into the new snapshot, and why its reading may not be believed. */
export interface BuiltSource extends FreshSystem {
  readonly doubts: readonly string[];
}

/** Merges one source with what the snapshot held of it. A kind that the source no longer speaks of stays, marked. */
export async function buildSource(
  source: CollectedSource,
  standing: Standing | undefined,
  staged: StagedFiles,
  options: MergeOptions,
): Promise<BuiltSource> {
  const { system, role, zone, collector } = source;
  const kinds = new Map<RecordKind, KindEntry>();
  const files = new Map<string, StagedFile>();
  const doubts: string[] = [];
  for (const read of source.kinds.toSorted((a, b) => byCodeUnit(a.kind, b.kind))) {
    const { kind } = read;
    const writers: KindWriter[] = [];
    const merged = await mergeKind(read, earlierKind(standing, system, kind), options, (layout) => {
      const writer = new KindWriter(staged, standing, { system, kind }, layout);
      writers.push(writer);
      return writer;
    });
    for (const writer of writers) for (const [path, file] of writer.files) files.set(path, file);
    kinds.set(kind, merged.entry);
    doubts.push(...merged.doubts);
  }
  const left = keptKinds(standing?.manifest, system, kinds);
  for (const [kind, entry] of left) kinds.set(kind, { ...entry, completeness: "not-collected" });
  return {
    ...{ system, files, doubts },
    entry: {
      ...{ role, zone, collector, tenants: [...new Set(source.tenants)].toSorted(byCodeUnit) },
      kinds: Object.fromEntries(kinds),
    } satisfies SourceEntry,
    kept: Object.keys(standing?.manifest.files ?? {}).filter((path) => {
      const name = parseFilePath(path);
      return name?.system === system && left.has(name.kind);
    }),
  };
}

function keptKinds(
  manifest: Manifest | undefined,
  system: string,
  read: ReadonlyMap<RecordKind, unknown>,
): Map<RecordKind, KindEntry> {
  const earlier = manifest?.sources[system]?.kinds ?? {};
  const left = new Map<RecordKind, KindEntry>();
  for (const [name, entry] of Object.entries(earlier)) {
    const kind = kindOf(name);
    if (kind && !read.has(kind)) left.set(kind, entry);
  }
  return left;
}

function kindOf(name: string): RecordKind | undefined {
  return parseFilePath(`system/${name}.ndjson`)?.kind;
}
