import { EntitlintError, type Problem } from "../../errors.ts";
import type { History } from "../../model/history.ts";
import type { AnyRecord } from "../../model/record.ts";
import type { Activity } from "../../model/records/evidence.ts";
import { type KindOfSystem, parseActivity, parseHistory, parseRecords, type Snapshot } from "../../snapshot/index.ts";

/** All that a snapshot holds of one id. The record is absent where only its history is left. */
export interface Found {
  readonly id: string;
  readonly file?: string;
  readonly line?: number;
  readonly record?: AnyRecord;
  readonly history?: History;
  readonly activity?: Activity;
}

/** Looks an id up. @throws EntitlintError where nothing of it is there */
export function findRecord(
  snapshot: Snapshot,
  kinds: readonly KindOfSystem[],
  id: string,
  report: (problem: Problem) => void,
): Found {
  const ofKind = kinds.filter(({ system, kind }) => id.startsWith(`${kind}:${system}/`));
  for (const { system, kind } of ofKind) {
    const record = firstOf(snapshot.files(system, kind), (file) => parseRecords(file, kind, report), id);
    const history = firstOf(snapshot.historyFiles(system, kind), (file) => parseHistory(file, kind, report), id);
    const activity = firstOf(snapshot.activityFiles(system, kind), (file) => parseActivity(file, kind, report), id);
    if (!record && !history) continue;
    return {
      id,
      ...(record && { file: record.file, line: record.line, record: record.value }),
      ...(history && { history: history.value }),
      ...(activity && { activity: activity.value }),
    };
  }
  throw new EntitlintError({
    code: "snapshot/unknown-record",
    message: `the snapshot holds nothing of ${id}`,
    next: "Ids look like account:github/acme/4711; list those of a kind with --system and --kind.",
  });
}

function firstOf<F extends { readonly path: string }, T extends { id: string }>(
  files: readonly F[],
  parse: (file: F) => Iterable<{ readonly line: number; readonly value: T }>,
  id: string,
): { readonly file: string; readonly line: number; readonly value: T } | undefined {
  for (const file of files) {
    for (const { line, value } of parse(file)) if (value.id === id) return { file: file.path, line, value };
  }
  return undefined;
}
