import { canonicalDigest } from "../../../canonical-digest.ts";
import type { Config, Source } from "../../../config/config.ts";
import { counted } from "../../../counted.ts";
import type { FailedCollection, Manifest } from "../../../model/manifest.ts";
import { type RecordKind, recordKinds } from "../../../model/record-id.ts";
import type { Notice, Obstacle } from "../../../model/report.ts";
import type { Snapshot } from "../../../snapshot/index.ts";

/** What is wrong with a pull request's snapshot itself, beside the base's. */
export interface Doubts {
  /** What must keep it from landing. */
  readonly obstacles: readonly Obstacle[];
  readonly notices: readonly Notice[];
}

export const noDoubts: Doubts = { obstacles: [], notices: [] };

/** Names the kinds that only the base's snapshot has, of sources that both have. */
export function vanishedKinds(
  base: Snapshot | undefined,
  own: Snapshot | undefined,
  configs: { readonly before: Config; readonly after: Config },
): Doubts {
  const obstacles: Obstacle[] = [];
  const notices: Notice[] = [];
  for (const [system, entry] of Object.entries(base?.manifest.sources ?? {})) {
    const there = own?.manifest.sources[system]?.kinds ?? {};
    const gone = recordKinds.filter((kind) => entry.kinds[kind] && !there[kind]);
    if (gone.length === 0 || gone.length === Object.keys(entry.kinds).length) continue;
    const [before, after] = [sourceOf(configs.before, system), sourceOf(configs.after, system)];
    const read = gone.filter((kind) => after && goesOn(kind, before, after));
    const dropped = gone.filter((kind) => !read.includes(kind));
    const text = (kinds: readonly RecordKind[]) =>
      `the snapshot of this pull request has no ${kinds.join(", ")} records of ${system} any more, which the base's has`;
    if (read.length > 0) {
      const told = `${text(read)}, while its config goes on collecting them: collect again`;
      if (after?.required) obstacles.push({ code: "kind-missing", source: system, text: told });
      else notices.push({ code: "kind-missing", app: system, text: told });
    }
    if (dropped.length > 0)
      notices.push({ code: "kind-missing", app: system, text: `${text(dropped)}: nothing is judged by them` });
  }
  return { obstacles, notices };
}

function sourceOf({ sources }: Config, system: string): Source | undefined {
  return sources.find((source) => source.system === system && !source.declares);
}

/** A source that says the same as before reads the same; of a mapping that has changed, what it still maps. */
function goesOn(kind: RecordKind, before: Source | undefined, after: Source): boolean {
  const isSame = before?.collector === after.collector && digestOf(before) === digestOf(after);
  return isSame || maps(after.options, kind);
}

function digestOf({ options }: Source): string {
  return canonicalDigest(options);
}

function maps(options: unknown, kind: RecordKind): boolean {
  if (typeof options !== "object" || options === null) return false;
  return ("kind" in options && options.kind === kind) || Object.values(options).some((inner) => maps(inner, kind));
}

/**
 * The snapshot of a pull request with the failures of the base's that nothing has mended: where no reading of the source is
 * another, no collection can have come to a good end since.
 */
export function withStandingFailures(
  own: Snapshot,
  base: Snapshot | undefined,
  { sources }: Config,
): { readonly snapshot: Snapshot; readonly notices: readonly Notice[] } {
  const { manifest } = own;
  const standing = Object.entries(base?.manifest.failures ?? {}).filter(
    ([system]) =>
      manifest.failures?.[system] === undefined &&
      sources.some((source) => source.system === system && !source.declares) &&
      isSameReading(system, manifest, base?.manifest),
  );
  if (standing.length === 0) return { snapshot: own, notices: [] };
  const failures: Record<string, FailedCollection> = { ...manifest.failures, ...Object.fromEntries(standing) };
  const names = standing.map(([system]) => system).join(", ");
  const text = `the snapshot of this pull request does not tell any more that ${counted(standing.length, "collection")} failed (${names}), and has the same readings as the base's: the failure stands`;
  return { snapshot: { ...own, manifest: { ...manifest, failures } }, notices: [{ code: "failure-stands", text }] };
}

function isSameReading(system: string, one: Manifest, other: Manifest | undefined): boolean {
  return readingDigest(system, one) === readingDigest(system, other);
}

function readingDigest(system: string, manifest: Manifest | undefined): string {
  const files = Object.entries(manifest?.files ?? {}).filter(([path]) => path.startsWith(`${system}/`));
  return canonicalDigest([manifest?.sources[system] ?? null, Object.fromEntries(files)]);
}
