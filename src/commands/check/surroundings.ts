import { resolveReferences } from "../../access/resolve-references.ts";
import { unknownPopulations } from "../../access/unknown-systems.ts";
import { sourceDocument } from "../../assemble/source-document.ts";
import { problemLine } from "../../errors.ts";
import type { FieldsRead } from "../../judge/blind-spots.ts";
import { recordKinds } from "../../model/record-id.ts";
import type { Notice, Obstacle, ReportSource } from "../../model/report.ts";
import { estateIndex, knownSystems } from "../access/estate-index.ts";
import type { OpenEstate } from "../estate/open-estate.ts";

/** What was read of each system, for the head of the report. */
export function reportSources(open: OpenEstate): ReportSource[] {
  return open.estate.systems.map((system) => {
    const source = open.loaded.config.sources.find(
      (candidate) => candidate.system === system.system && !candidate.declares,
    );
    const observed = Object.keys(system.lines).length > 0;
    const { kinds } = sourceDocument(system, [], open.clock);
    return {
      system: system.system,
      role: system.role,
      required: source?.required ?? false,
      declares: !observed,
      kinds: kinds.map(({ kind, observedAt, completeness, count, freshness }) => ({
        ...{ kind, observedAt, completeness, count },
        ...(freshness && { freshness }),
      })),
    };
  });
}

/** The fields that were read, for what no rule reads of them. */
export function fieldsRead({ estate }: OpenEstate): FieldsRead {
  return estate.systems.flatMap(({ system, kinds, lines }) =>
    recordKinds.flatMap((kind) => {
      const entry = lines[kind] && kinds[kind];
      return entry && entry.count > 0 ? [{ system, kind, fields: entry.fieldsRead }] : [];
    }),
  );
}

/** Names in access files that lead nowhere, or to several things: what they declare cannot count. */
export function referenceNotices(open: OpenEstate): Notice[] {
  const { problems } = resolveReferences(open.access, estateIndex(open));
  return problems.map((problem) => ({ code: problem.code, text: problemLine(problem) }));
}

/**
 * Applications whose people are said to come from a system that nothing reads: no account of theirs can be anybody's, so
 * no rule about people is judged there. A slip of the pen must not turn a check green.
 */
export function populationObstacles(open: OpenEstate): Obstacle[] {
  return unknownPopulations(open.access, knownSystems(open)).map((problem) => ({
    code: "population-unknown",
    text: problemLine(problem),
  }));
}

/** Applications in the inventory that nothing observes, so that silence about them is not taken for a pass. */
export function declaredNotices(open: OpenEstate): Notice[] {
  return open.access.apps
    .filter((app) => !open.estate.systems.some((system) => system.system === app.id))
    .map((app) => ({
      code: "not-observed",
      app: app.id,
      text: `${app.id} is declared in ${app.place.file ?? "access/apps"} and no source observes it`,
    }));
}
