import { EntitlintError, type Problem, throwProblems } from "../errors.ts";
import type { CollectedKind, CollectedRecord, CollectedSource } from "../model/collected.ts";
import { type AnyRecord, recordSchemas } from "../model/record.ts";
import { parseRecordId, type RecordKind } from "../model/record-id.ts";
import { isSystemName } from "../model/system-name.ts";
import { byCodeUnit, canonicalLine } from "./canonical.ts";
import { longestLine } from "./parse-lines.ts";

/** A record in its canonical form: the line, and the value that whoever reads the line will see. */
export interface CheckedRecord {
  readonly text: string;
  readonly record: AnyRecord;
}

export interface CheckedKind {
  readonly stated: CollectedKind;
  readonly records: ReadonlyMap<string, CheckedRecord>;
  readonly warnings: readonly string[];
}

export interface CheckedSource {
  readonly source: CollectedSource;
  readonly kinds: ReadonlyMap<RecordKind, CheckedKind>;
}

/**
 * Brings what was collected into canonical form and holds it to the schemas, so that nothing enters a snapshot that its
 * readers would refuse. Equal records with one id become one, counted in a warning.
 * @throws EntitlintError with every record that does not fit
 */
export function checkCollected(sources: readonly CollectedSource[]): CheckedSource[] {
  const problems: Problem[] = [...systemProblems(sources)];
  const checked = sources.map((source) => checkSource(source, problems));
  throwProblems(problems);
  return checked.toSorted((a, b) => byCodeUnit(a.source.system, b.source.system));
}

function systemProblems(sources: readonly CollectedSource[]): Problem[] {
  const seen = new Set<string>();
  return sources.flatMap(({ system }): Problem[] => {
    const message = seen.has(system)
      ? `two sources share the folder ${JSON.stringify(system)}`
      : `${JSON.stringify(system)} cannot be a folder's name on every machine`;
    const good = isSystemName(system) && !seen.has(system);
    seen.add(system);
    if (good) return [];
    return [
      { code: "snapshot/bad-system", message, place: { source: system }, next: "Give the source another system." },
    ];
  });
}

function checkSource(source: CollectedSource, problems: Problem[]): CheckedSource {
  const groups = new Map<RecordKind, { stated: CollectedKind; records: Map<string, CheckedRecord>; again: number }>();
  for (const stated of source.kinds) groups.set(stated.kind, { stated, records: new Map(), again: 0 });
  const places = new Map<CheckedRecord, CollectedRecord>();
  for (const collected of source.records) {
    const group = groups.get(collected.kind);
    if (!group) {
      problems.push(
        problemOf("foreign-record", `the collector said nothing of the kind ${collected.kind}`, collected, source),
      );
      continue;
    }
    const checked = checkRecord(collected, source, problems);
    if (!checked) continue;
    const twin = group.records.get(checked.record.id);
    if (!twin) {
      group.records.set(checked.record.id, checked);
      places.set(checked, collected);
    } else if (twin.text === checked.text) group.again++;
    else problems.push(conflict(collected, places.get(twin), source));
  }
  const kinds = [...groups].map(([kind, { stated, records, again }]): [RecordKind, CheckedKind] => {
    const twice =
      again === 1
        ? "1 record came twice, alike; it is kept once"
        : `${again} records came again, alike; each is kept once`;
    return [kind, { stated, records, warnings: again > 0 ? [twice] : [] }];
  });
  return { source, kinds: new Map(kinds.toSorted(([a], [b]) => byCodeUnit(a, b))) };
}

function checkRecord(
  collected: CollectedRecord,
  source: CollectedSource,
  problems: Problem[],
): CheckedRecord | undefined {
  const { kind } = collected;
  let text: string;
  try {
    text = canonicalLine(collected.record);
  } catch (error) {
    if (!(error instanceof EntitlintError)) throw error;
    problems.push(problemOf("record-invalid", error.problems[0].message, collected, source));
    return undefined;
  }
  if (Buffer.byteLength(text) > longestLine) {
    problems.push(problemOf("record-too-large", `the record is longer than ${longestLine} bytes`, collected, source));
    return undefined;
  }
  const result = recordSchemas[kind].safeParse(JSON.parse(text));
  if (!result.success) {
    const wrong = result.error.issues.map(
      ({ path, message }) => `${path.map(String).join(".") || "the record"}: ${message}`,
    );
    problems.push(problemOf("record-invalid", wrong.join("; "), collected, source));
    return undefined;
  }
  const parts = parseRecordId(result.data.id);
  if (parts?.kind !== kind || parts.system !== source.system) {
    const message = `the id does not begin with ${kind}:${source.system}/`;
    problems.push(problemOf("foreign-record", message, collected, source));
    return undefined;
  }
  return { text, record: result.data };
}

function conflict(collected: CollectedRecord, twin: CollectedRecord | undefined, source: CollectedSource): Problem {
  const { file, line } = twin?.place ?? {};
  const spot = file === undefined ? "" : `, first at ${file}${line === undefined ? "" : `:${line}`}`;
  return problemOf("duplicate-id", `two different ${collected.kind} records have this id${spot}`, collected, source);
}

const nextSteps = {
  "foreign-record": "Correct the collector or mapping, so that every record has its own system and kind.",
  "record-invalid": "Correct the collector or mapping that gave it.",
  "record-too-large": "Find out which field grew so large, and leave it out.",
  "duplicate-id": "Choose an id that tells the two apart, or read only one of them.",
};

function problemOf(
  what: keyof typeof nextSteps,
  message: string,
  { record, place }: CollectedRecord,
  { system }: CollectedSource,
): Problem {
  return {
    code: `snapshot/${what}`,
    message,
    place: { ...place, source: system, record: String(record.id) },
    next: nextSteps[what],
  };
}
