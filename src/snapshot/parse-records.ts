import type * as z from "zod";
import { type History, History as HistorySchema } from "../model/history.ts";
import { type RecordOf, recordSchemas } from "../model/record.ts";
import { parseRecordId, type RecordKind } from "../model/record-id.ts";
import { type Activity, Activity as ActivitySchema } from "../model/records/evidence.ts";
import { shardOf } from "../spool/shard.ts";
import type { SnapshotFile } from "./file.ts";
import { parseFilePath } from "./layout.ts";
import { type ParsedLine, parseLines, type Report } from "./parse-lines.ts";

const schemas: { readonly [K in RecordKind]: z.ZodType<RecordOf<K>> } = recordSchemas;

/**
 * The records of a file of one kind. Problems (syntax, schema, encoding, duplicate keys and ids, order, a record in the
 * wrong file) go to `report` with file and line; lines that are no record are left out. `known` lines are good.
 */
export function parseRecords<K extends RecordKind>(
  file: SnapshotFile,
  kind: K,
  report: Report,
  known?: ReadonlySet<string>,
): Generator<ParsedLine<RecordOf<K>>> {
  return inRightFile(file, kind, parseLines(file, schemas[kind], report, known), report);
}

/** The lines of a `.history.ndjson` file, checked as `parseRecords` does. */
export function parseHistory(file: SnapshotFile, kind: RecordKind, report: Report): Generator<ParsedLine<History>> {
  return inRightFile(file, kind, parseLines(file, HistorySchema, report), report);
}

/** The lines of an `.activity.ndjson` file, checked as `parseRecords` does. */
export function parseActivity(file: SnapshotFile, kind: RecordKind, report: Report): Generator<ParsedLine<Activity>> {
  return inRightFile(file, kind, parseLines(file, ActivitySchema, report), report);
}

function* inRightFile<T extends { id: string }>(
  file: SnapshotFile,
  kind: RecordKind,
  parsed: Generator<ParsedLine<T>>,
  report: Report,
): Generator<ParsedLine<T>> {
  const name = parseFilePath(file.path);
  for (const one of parsed) {
    const { id } = one.value;
    const parts = parseRecordId(id);
    const home = name && parts?.kind === kind && parts.system === name.system;
    if (name && (!home || (name.shard !== undefined && shardOf(id) !== name.shard))) {
      report({
        code: "snapshot/wrong-file",
        message: `${id} does not belong into this file`,
        place: { file: file.path, line: one.line, record: id },
        next: "Restore the file with Git, or collect again.",
      });
    }
    yield one;
  }
}
