import type { SettledUnknown } from "../../judge/settle.ts";
import type { AccessState } from "../../model/access.ts";
import type { ReportPlace } from "../../model/report.ts";
import { manifestName, RecordLines, type Snapshot } from "../../snapshot/index.ts";
import { declarations } from "./declared-places.ts";
import { manifestLines } from "./manifest-lines.ts";
import type { OpenEstate } from "./open-estate.ts";
import { repositoryPaths } from "./repository-paths.ts";
import { declaredParts } from "./subject-parts.ts";

type PlaceOf<T> = (of: T) => ReportPlace | undefined;

/**
 * Finds where each finding can be looked at: first the object itself, then whatever it rests on, nearest first. What is
 * declared stands before what was observed, because there it is mended. What has no line at all gets the manifest.
 */
export async function findingPlaces(
  open: OpenEstate,
  decisions: AccessState = open.access,
): Promise<(finding: SettledUnknown) => ReportPlace> {
  const { ofConfig, ofSnapshot } = await repositoryPaths(open);
  const { snapshot, loaded } = open;
  const declared = declarations(open, decisions);
  const partAt = declaredParts(open);
  const recordAt = snapshot ? recordPlaces(snapshot, ofSnapshot) : () => undefined;
  const fileAt = snapshot ? filePlaces(snapshot, ofSnapshot) : () => undefined;
  const manifestAt = snapshot ? manifestPlaces(snapshot, ofSnapshot) : () => undefined;
  const placeOf = (id: string): ReportPlace | undefined => {
    const here = declared.get(id);
    return here ? { file: ofConfig(here.file), line: here.line, what: "declaration" } : recordAt(id);
  };
  return (finding) => {
    const { object, grant, credential, account, identity, subject } = finding;
    const part = partAt(object, subject);
    if (part) return { file: ofConfig(part.file), line: part.line, what: "declaration" };
    for (const id of [object, grant, credential, account, identity, subject]) {
      const place = id === undefined ? undefined : (placeOf(id) ?? fileAt(id));
      if (place) return place;
    }
    return manifestAt(finding) ?? { file: ofConfig(loaded.config.file), line: 1, what: "config" };
  };
}

/** The line of a record; that of a directory's user for the account that it implies. */
function recordPlaces(snapshot: Snapshot, ofSnapshot: (path: string) => string): PlaceOf<string> {
  const lines = new RecordLines(snapshot);
  return (id) => {
    const found = lines.find(id) ?? lines.find(id.replace(/^account:/, "identity:"));
    return found && { file: ofSnapshot(found.path), line: found.line, what: "record" };
  };
}

/** A file of the snapshot, or `file:line`, which is how findings about its integrity name their object. */
function filePlaces({ manifest, problems }: Snapshot, ofSnapshot: (path: string) => string): PlaceOf<string> {
  const withCode = (wanted: string) => problems.flatMap(({ code, place }) => (code === wanted ? [place?.file] : []));
  const there = new Set<unknown>([...Object.keys(manifest.files), ...withCode("snapshot/extra-file")]);
  for (const path of withCode("snapshot/missing-file")) there.delete(path);
  return (object) => {
    const path = object.replace(/:\d+$/, "");
    if (!there.has(path)) return undefined;
    return { file: ofSnapshot(path), line: Number(object.slice(path.length + 1)) || 1, what: "snapshot-file" };
  };
}

/** Where the manifest tells of the file that is missing, else of the system. */
function manifestPlaces(snapshot: Snapshot, ofSnapshot: (path: string) => string): PlaceOf<SettledUnknown> {
  const lineOf = manifestLines(snapshot);
  const file = ofSnapshot(manifestName);
  return ({ object, app }) => ({ file, line: lineOf(object) ?? lineOf(app) ?? 1, what: "manifest" });
}
