import { counted } from "../counted.ts";
import type { Problem } from "../errors.ts";
import type { Manifest } from "../model/manifest.ts";
import { parseRecordId, type RecordKind } from "../model/record-id.ts";
import { checkDangling, type Referrer } from "./check-dangling.ts";
import { kindsOf } from "./kinds-of.ts";
import { manifestName } from "./layout.ts";
import type { Snapshot } from "./open.ts";
import { parseActivity, parseHistory, parseRecords } from "./parse-records.ts";
import { isCanonicalManifest } from "./read-manifest.ts";
import { referencesOf } from "./references.ts";

export interface Verification {
  readonly files: number;
  readonly records: number;
  /** What makes the snapshot unfit to judge by. */
  readonly problems: readonly Problem[];
  /** What deserves a look, and spoils nothing: references to records that are not here. */
  readonly warnings: readonly Problem[];
}

/** Reads every line of a snapshot and holds it to its schema, its manifest and its canonical form. */
export function verifySnapshot(snapshot: Snapshot): Verification {
  const problems = [...snapshot.problems];
  const report = (problem: Problem) => void problems.push(problem);
  const ids = new Set<string>();
  const referrers: Referrer[] = [];
  let records = 0;
  for (const { system, kind, entry } of kindsOf(snapshot.manifest)) {
    let count = 0;
    for (const file of snapshot.files(system, kind)) {
      for (const { line, value } of parseRecords(file, kind, report)) {
        ids.add(value.id);
        count++;
        for (const { field, to } of referencesOf(value))
          referrers.push({ file: file.path, line, id: value.id, field, to });
      }
    }
    for (const file of snapshot.historyFiles(system, kind)) drain(parseHistory(file, kind, report));
    for (const file of snapshot.activityFiles(system, kind)) drain(parseActivity(file, kind, report));
    if (count !== entry.count) report(miscounted(system, kind, entry.count, count));
    records += count;
  }
  if (!isCanonicalManifest(snapshot.manifest, snapshot.manifestBytes)) report(manifestForm());
  return {
    files: Object.keys(snapshot.manifest.files).length + 1,
    records,
    problems,
    warnings: checkDangling(referrers, ids, (id) => isCollected(snapshot.manifest, id)),
  };
}

function isCollected({ sources }: Manifest, id: string): boolean {
  const { system = "", kind } = parseRecordId(id) ?? {};
  return Object.keys(sources[system]?.kinds ?? {}).some((one) => one === kind);
}

function drain(lines: Generator<unknown>): void {
  for (const _ of lines);
}

function miscounted(system: string, kind: RecordKind, expected: number, count: number): Problem {
  return {
    code: "snapshot/count",
    message: `the manifest counts ${counted(expected, `${kind} record`)} of ${system}; ${counted(count, "good one is", "good ones are")} there`,
    place: { file: manifestName, source: system },
    next: "Restore the snapshot with Git, or collect again.",
  };
}

function manifestForm(): Problem {
  return {
    code: "snapshot/manifest-invalid",
    message: "the manifest is not in canonical form: it was edited after it was written",
    place: { file: manifestName },
    next: "Restore it with Git, or collect again.",
  };
}
