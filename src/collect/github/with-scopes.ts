import type { CollectedSource } from "../../model/collected.ts";
import { type RecordKind, recordKinds } from "../../model/record-id.ts";
import { type PartName, parts } from "./parts.ts";

/** A kind of which a part was left out on purpose is whole for what was asked, and no more. */
export function withScopes(source: CollectedSource, skipped: ReadonlySet<PartName>): CollectedSource {
  const kinds = source.kinds.map((stated) => {
    const left = [...skipped].filter((part) => parts[part].kinds.some((kind) => kind === stated.kind)).toSorted();
    if (left.length === 0) return stated;
    return {
      ...stated,
      completeness: stated.completeness === "full" ? ("scoped" as const) : stated.completeness,
      warnings: [...stated.warnings, `${stated.kind}: not asked for: ${left.join(", ")}`].toSorted(),
    };
  });
  const order = (kind: RecordKind) => recordKinds.indexOf(kind);
  return { ...source, kinds: kinds.toSorted((a, b) => order(a.kind) - order(b.kind)) };
}
