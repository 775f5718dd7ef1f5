import type { KindEntry, Manifest, SourceEntry } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import { byCodeUnit, canonicalLine } from "./canonical.ts";
import type { CheckedSource } from "./check-collected.ts";
import { kindFiles } from "./kind-files.ts";
import { parseFilePath } from "./layout.ts";
import { mergeActivity } from "./merge-activity.ts";
import { mergeKind } from "./merge-kind.ts";
import type { Snapshot } from "./open.ts";
import { readEarlier } from "./read-earlier.ts";

/** What a source puts into the new snapshot. */
export interface BuiltSource {
  readonly entry: SourceEntry;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Paths of kinds that stay as they are. */
  readonly kept: readonly string[];
}

export interface BuildOptions {
  /** Calendar date by which tombstones are forgotten. */
  readonly today: string;
  /** Whether last uses are stored to the second. */
  readonly exact: boolean;
}

/** Merges one source with what the snapshot held of it. A kind that the source no longer speaks of stays, marked. */
export function buildSource(checked: CheckedSource, earlier: Snapshot | undefined, options: BuildOptions): BuiltSource {
  const { source } = checked;
  const { system } = source;
  const kinds = new Map<RecordKind, KindEntry>();
  const files = new Map<string, Buffer>();
  for (const [kind, read] of checked.kinds) {
    const before = readEarlier(earlier, system, kind);
    const merged = mergeKind(kind, read, before, options.today);
    const { entry, records } = merged;
    const uses = mergeActivity(
      kind,
      source.activity ?? [],
      before?.activity ?? new Map(),
      (id) => records.has(id),
      options.exact,
    );
    const parts = [
      kindFiles(system, kind, "records", entry.layout, new Map([...records].map(([id, { text }]) => [id, text]))),
      kindFiles(
        system,
        kind,
        "history",
        entry.layout,
        new Map([...merged.history].map(([id, one]) => [id, canonicalLine(one)])),
      ),
      kindFiles(system, kind, "activity", entry.layout, uses),
    ];
    for (const part of parts) for (const [path, bytes] of part) files.set(path, bytes);
    kinds.set(kind, entry);
  }
  const left = keptKinds(earlier?.manifest, system, checked);
  for (const [kind, entry] of left) kinds.set(kind, { ...entry, completeness: "not-collected" });
  const { role, zone, collector } = source;
  const tenants = [...new Set(source.tenants)].toSorted(byCodeUnit);
  return {
    entry: { role, tenants, zone, collector, kinds: Object.fromEntries(kinds) },
    files,
    kept: Object.keys(earlier?.manifest.files ?? {}).filter((path) => {
      const name = parseFilePath(path);
      return name?.system === system && left.has(name.kind);
    }),
  };
}

function keptKinds(
  manifest: Manifest | undefined,
  system: string,
  { kinds }: CheckedSource,
): Map<RecordKind, KindEntry> {
  const earlier = manifest?.sources[system]?.kinds ?? {};
  const left = new Map<RecordKind, KindEntry>();
  for (const [name, entry] of Object.entries(earlier)) {
    const kind = kindOf(name);
    if (kind && !kinds.has(kind)) left.set(kind, entry);
  }
  return left;
}

function kindOf(name: string): RecordKind | undefined {
  return parseFilePath(`system/${name}.ndjson`)?.kind;
}
