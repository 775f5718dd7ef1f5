import type { Config } from "../../config/config.ts";
import type { DeclaredApp } from "../../model/access.ts";
import type { KindLines, SystemInput } from "../../model/estate-input.ts";
import { type RecordKind, recordKinds } from "../../model/record-id.ts";
import type { Snapshot } from "../../snapshot/open.ts";
import type { DeclaredSource } from "./read-declared.ts";

/** Exports made by hand are believed for a month when nobody says otherwise. */
const usualFreshness = { schedule: "daily", max: 30 * 86_400 } as const;

/** Brings observed and declared state together, one input per system, sorted by name. */
export function systemInputs(
  config: Config,
  apps: readonly DeclaredApp[],
  snapshot: Snapshot | undefined,
  declared: readonly DeclaredSource[],
): SystemInput[] {
  const names = new Set([
    ...Object.keys(snapshot?.manifest.sources ?? {}),
    ...declared.map(({ source }) => source.system),
  ]);
  const altered = new Set(snapshot?.problems.map(({ place }) => place?.file));
  const marked = (files: readonly KindLines[]) =>
    files.map((file) => (altered.has(file.path) ? { ...file, altered: true } : file));
  return [...names].sort().map((system) => {
    const observed = snapshot?.manifest.sources[system];
    const declaring = declared.filter(({ source }) => source.system === system);
    const source = config.sources.find((candidate) => candidate.system === system && !candidate.declares);
    const app = apps.find((candidate) => candidate.id === system);
    const kinds = Object.assign({}, ...declaring.map((entry) => entry.kinds), observed?.kinds);
    return {
      system,
      role: observed?.role ?? declaring[0]?.source.role ?? "application",
      zone: observed?.zone ?? declaring[0]?.source.zone ?? "UTC",
      kinds,
      lines: snapshot && observed ? filesByKind(observed.kinds, (kind) => marked(snapshot.files(system, kind))) : {},
      history:
        snapshot && observed ? filesByKind(observed.kinds, (kind) => marked(snapshot.historyFiles(system, kind))) : {},
      activity:
        snapshot && observed ? filesByKind(observed.kinds, (kind) => marked(snapshot.activityFiles(system, kind))) : {},
      declared: declaring.flatMap((entry) => entry.lines),
      freshness: source?.freshness ?? app?.freshness ?? usualFreshness,
    };
  });
}

function filesByKind<T>(
  kinds: Readonly<Partial<Record<RecordKind, unknown>>>,
  files: (kind: RecordKind) => T,
): Partial<Record<RecordKind, T>> {
  return Object.fromEntries(recordKinds.filter((kind) => kinds[kind]).map((kind) => [kind, files(kind)]));
}
