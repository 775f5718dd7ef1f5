import { byCodeUnit } from "../canonical.ts";
import type { KindEntry, Manifest } from "../model/manifest.ts";
import { type RecordKind, recordKinds } from "../model/record-id.ts";

export interface KindOfSystem {
  readonly system: string;
  readonly kind: RecordKind;
  readonly entry: KindEntry;
}

const kinds = recordKinds.toSorted(byCodeUnit);

/** Every kind of every system that a manifest tells of, in the order of their names. */
export function kindsOf({ sources }: Pick<Manifest, "sources">): KindOfSystem[] {
  return Object.keys(sources)
    .toSorted(byCodeUnit)
    .flatMap((system) =>
      kinds.flatMap((kind) => {
        const entry = sources[system]?.kinds[kind];
        return entry ? [{ system, kind, entry }] : [];
      }),
    );
}
