import { canonicalLine } from "../canonical.ts";
import type { Manifest } from "../model/manifest.ts";
import { secondsBetween } from "./instant.ts";

/** Whether two manifests tell the same, apart from when it was read and by which run. */
export function tellsTheSame(a: Manifest, b: Manifest): boolean {
  return essence(a) === essence(b);
}

function essence({ version, sources, files, failures = {} }: Manifest): string {
  const undated = Object.entries(sources).map(([system, source]) => {
    const kinds = Object.entries(source.kinds).map(([kind, { observedAt: _, ...entry }]) => [kind, entry]);
    return [system, { ...source, kinds: Object.fromEntries(kinds) }];
  });
  const failed = Object.entries(failures).map(([system, { at: _, ...failure }]) => [system, failure]);
  return canonicalLine({
    version,
    files,
    sources: Object.fromEntries(undated),
    failures: Object.fromEntries(failed),
  });
}

/**
 * Whether a kind has been read anew, or a source has failed again, and the date in the manifest is older than half of the
 * source's limit (in seconds): then the date is worth a change of the manifest.
 */
export function isWorthDating(
  before: Manifest,
  after: Manifest,
  now: string,
  limitOf: (system: string) => number,
): boolean {
  const known = new Map(datesOf(before).map(({ key, date }) => [key, date]));
  return datesOf(after).some(({ key, system, date }) => {
    const old = known.get(key);
    return old !== undefined && date > old && secondsBetween(old, now) > limitOf(system) / 2;
  });
}

function datesOf({ sources, failures = {} }: Manifest): { key: string; system: string; date: string }[] {
  const read = Object.entries(sources).flatMap(([system, { kinds }]) =>
    Object.entries(kinds).map(([kind, { observedAt }]) => ({ key: `${system} ${kind}`, system, date: observedAt })),
  );
  return [...read, ...Object.entries(failures).map(([system, { at }]) => ({ key: system, system, date: at }))];
}
