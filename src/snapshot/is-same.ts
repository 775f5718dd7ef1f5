import type { Manifest } from "../model/manifest.ts";
import { canonicalLine } from "./canonical.ts";
import { secondsBetween } from "./instant.ts";

/** Whether two manifests tell the same, apart from when it was read and by which run. */
export function tellsTheSame(a: Manifest, b: Manifest): boolean {
  return essence(a) === essence(b);
}

function essence({ version, sources, files }: Manifest): string {
  const undated = Object.entries(sources).map(([system, source]) => {
    const kinds = Object.entries(source.kinds).map(([kind, { observedAt: _, ...entry }]) => [kind, entry]);
    return [system, { ...source, kinds: Object.fromEntries(kinds) }];
  });
  return canonicalLine({ version, files, sources: Object.fromEntries(undated) });
}

/**
 * Whether a kind has been read anew, and its date in the manifest is older than half of its source's limit (in seconds):
 * then the date is worth a change of the manifest.
 */
export function isWorthDating(
  before: Manifest,
  after: Manifest,
  now: string,
  limitOf: (system: string) => number,
): boolean {
  return Object.entries(after.sources).some(([system, { kinds }]) =>
    Object.entries(kinds).some(([kind, entry]) => {
      const known = before.sources[system]?.kinds;
      const old = Object.entries(known ?? {}).find(([name]) => name === kind)?.[1].observedAt;
      return old !== undefined && entry.observedAt > old && secondsBetween(old, now) > limitOf(system) / 2;
    }),
  );
}
