import { isDeepStrictEqual } from "node:util";
import { byCodeUnit } from "../canonical.ts";
import type { Problem } from "../errors.ts";
import type { AnyRecord } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import { snapshotDigest } from "./digest.ts";
import type { SnapshotFile } from "./file.ts";
import { kindsOf } from "./kinds-of.ts";
import type { Snapshot } from "./open.ts";
import type { ParsedLine } from "./parse-lines.ts";
import { parseRecords } from "./parse-records.ts";

export interface FieldChange {
  readonly field: string;
  /** Absent where the field was empty. */
  readonly before?: unknown;
  /** Absent where the field is empty now. */
  readonly after?: unknown;
}

export interface RecordChange {
  readonly id: string;
  readonly fields: readonly FieldChange[];
}

export interface KindDiff {
  readonly system: string;
  readonly kind: RecordKind;
  readonly added: readonly AnyRecord[];
  readonly removed: readonly AnyRecord[];
  readonly changed: readonly RecordChange[];
}

/** What differs between two snapshots, record by record; last uses, history and the manifest are left out. */
export interface SnapshotDiff {
  readonly before: { readonly name: string; readonly digest: string };
  readonly after: { readonly name: string; readonly digest: string };
  /** Only kinds that differ, in the order of systems and kinds; records in the order of their ids. */
  readonly kinds: readonly KindDiff[];
  /** Lines that could not be compared, and files that are not as their manifests say. */
  readonly problems: readonly Problem[];
}

/** Compares two snapshots by record id. */
export function diffSnapshots(before: Snapshot, after: Snapshot): SnapshotDiff {
  const problems = [...inside(before, before.problems), ...inside(after, after.problems)];
  const names = new Map([...kindsOf(before.manifest), ...kindsOf(after.manifest)].map((one) => [key(one), one]));
  const kinds = [...names.values()]
    .toSorted((a, b) => byCodeUnit(key(a), key(b)))
    .map(({ system, kind }) => diffKind(system, kind, before, after, problems))
    .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);
  return { before: nameOf(before), after: nameOf(after), kinds, problems };
}

/** Whether anything differs. */
export function isDifferent(diff: SnapshotDiff): boolean {
  return diff.kinds.length > 0;
}

function diffKind(system: string, kind: RecordKind, before: Snapshot, after: Snapshot, problems: Problem[]): KindDiff {
  const old = recordsOf(before, filesThatDiffer(before, after, system, kind), kind, problems);
  const now = recordsOf(after, filesThatDiffer(after, before, system, kind), kind, problems);
  const ids = [...now.keys()].toSorted(byCodeUnit);
  const changed = ids.flatMap((id): RecordChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    return was && is && was.text !== is.text ? [{ id, fields: diffFields(was.value, is.value) }] : [];
  });
  return {
    system,
    kind,
    added: ids.flatMap((id) => (old.has(id) ? [] : (now.get(id)?.value ?? []))),
    removed: [...old.keys()].toSorted(byCodeUnit).flatMap((id) => (now.has(id) ? [] : (old.get(id)?.value ?? []))),
    changed,
  };
}

function diffFields(before: AnyRecord, after: AnyRecord): FieldChange[] {
  const [old, now] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted(byCodeUnit)
    .filter((field) => !isDeepStrictEqual(old.get(field), now.get(field)))
    .map((field) => ({
      field,
      ...(old.has(field) && { before: old.get(field) }),
      ...(now.has(field) && { after: now.get(field) }),
    }));
}

/** Files that differ from the other snapshot's file of the same path; equal ones hold equal records. */
function filesThatDiffer(of: Snapshot, other: Snapshot, system: string, kind: RecordKind): SnapshotFile[] {
  const others = new Map(other.files(system, kind).map(({ path, bytes }) => [path, bytes]));
  return of.files(system, kind).filter(({ path, bytes }) => others.get(path)?.equals(bytes) !== true);
}

function recordsOf(snapshot: Snapshot, files: readonly SnapshotFile[], kind: RecordKind, problems: Problem[]) {
  const found: Problem[] = [];
  const records = new Map<string, ParsedLine<AnyRecord>>();
  for (const file of files) {
    for (const line of parseRecords(file, kind, (problem) => found.push(problem))) records.set(line.value.id, line);
  }
  problems.push(...inside(snapshot, found));
  return records;
}

/** Problems with the name of the snapshot before the file, because there are two. */
function inside({ name }: Snapshot, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    place: { ...problem.place, file: problem.place?.file === undefined ? name : `${name}/${problem.place.file}` },
  }));
}

function nameOf(snapshot: Snapshot): SnapshotDiff["before"] {
  return { name: snapshot.name, digest: snapshotDigest(snapshot.manifest) };
}

function key({ system, kind }: { readonly system: string; readonly kind: RecordKind }): string {
  return `${system}/${kind}`;
}
