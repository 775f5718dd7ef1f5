import { byCodeUnit } from "../canonical.ts";
import type { SystemFault } from "../load/rows.ts";
import type { SystemInput } from "../model/estate-input.ts";
import { recordKinds } from "../model/record-id.ts";
import type { SourceDocument } from "../model/source-document.ts";
import { freshUntil } from "./freshness.ts";

/** Faults a document lists; the rest is only counted. */
const listedFaults = 100;

/** Seconds by which a source's clock may be ahead of ours. */
const clockSkew = 300;

/**
 * One source as a document. `clock` is the run's clock; without it (time is an input) nothing is said of freshness.
 */
export function sourceDocument(
  system: SystemInput,
  faults: readonly SystemFault[],
  clock: string | undefined,
): SourceDocument {
  const own = faults.filter((entry) => entry.system === system.system).map((entry) => entry.fault);
  own.sort((a, b) => byCodeUnit(`${a.reason} ${a.kind} ${a.object}`, `${b.reason} ${b.kind} ${b.object}`));
  return {
    id: `source:${system.system}`,
    scope: "source",
    system: system.system,
    role: system.role,
    kinds: recordKinds.flatMap((kind) => {
      const entry = system.kinds[kind];
      if (!entry || !system.lines[kind]) return [];
      const until = system.freshness && freshUntil(entry.observedAt, system.freshness, system.zone);
      return [
        {
          kind,
          observedAt: entry.observedAt,
          completeness: entry.completeness,
          count: entry.count,
          ...(entry.announcedTotal !== undefined && { announcedTotal: entry.announcedTotal }),
          ...(clock && { freshness: freshnessAt(clock, entry.observedAt, until) }),
          ...(until && { freshUntil: until }),
        },
      ];
    }),
    faults: own.slice(0, listedFaults),
    faultCount: own.length,
  };
}

function freshnessAt(clock: string, observedAt: string, until: string | undefined): "fresh" | "stale" | "future" {
  if ((Date.parse(observedAt) - Date.parse(clock)) / 1000 > clockSkew) return "future";
  return until !== undefined && clock > until ? "stale" : "fresh";
}
