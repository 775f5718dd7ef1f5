import type { Config } from "../../config/config.ts";
import type { Manifest } from "../../model/manifest.ts";

/** What the snapshot holds and no source of the config reads. */
export interface LeftBehind {
  /** Absent where the config reads nothing of what the snapshot holds, because another one collects it. */
  readonly system?: string;
  readonly text: string;
}

/** Systems that were taken out of the config and not out of the snapshot: they are judged on, and nothing renews them. */
export function leftBehind({ sources }: Config, manifest: Manifest | undefined): LeftBehind[] {
  const read = new Set(sources.flatMap(({ system, declares }) => (declares ? [] : [system])));
  const held = Object.entries(manifest?.sources ?? {});
  const left = held.filter(([system]) => !read.has(system));
  if (left.length > 1 && left.length === held.length) {
    const names = left.map(([system]) => system).join(", ");
    return [{ text: `no source of the config reads what the snapshot holds (${names}): it is judged as it is` }];
  }
  return left.map(([system, { kinds }]) => {
    const last = Object.values(kinds)
      .map(({ observedAt }) => observedAt)
      .toSorted()
      .at(-1);
    const when = last === undefined ? "" : `, as it was at ${last}`;
    const text = `no source of the config reads ${system}, which the snapshot still holds${when}: it is judged on. \`entitlint collect --forget ${system}\` takes it out.`;
    return { system, text };
  });
}
