import { CannotJudgeError, type Problem } from "../errors.ts";
import type { History } from "../model/history.ts";
import type { KindEntry } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { CheckedRecord } from "./check-collected.ts";
import type { Snapshot } from "./open.ts";
import { parseActivity, parseHistory, parseRecords } from "./parse-records.ts";

/** A kind as the snapshot holds it before it is written anew. */
export interface EarlierKind {
  readonly entry: KindEntry;
  readonly records: ReadonlyMap<string, CheckedRecord>;
  readonly history: ReadonlyMap<string, History>;
  /** Lines by id. */
  readonly activity: ReadonlyMap<string, string>;
}

/**
 * Reads a kind of the present snapshot; undefined where it has none of it.
 * @throws CannotJudgeError where a line of it is no good: a new snapshot must not rest on it
 */
export function readEarlier(snapshot: Snapshot | undefined, system: string, kind: RecordKind): EarlierKind | undefined {
  const entry = snapshot?.manifest.sources[system]?.kinds[kind];
  if (!snapshot || !entry) return undefined;
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const records = new Map<string, CheckedRecord>();
  const history = new Map<string, History>();
  const activity = new Map<string, string>();
  for (const file of snapshot.files(system, kind)) {
    for (const { text, value } of parseRecords(file, kind, report)) records.set(value.id, { text, record: value });
  }
  for (const file of snapshot.historyFiles(system, kind)) {
    for (const { value } of parseHistory(file, kind, report)) history.set(value.id, value);
  }
  for (const file of snapshot.activityFiles(system, kind)) {
    for (const { text, value } of parseActivity(file, kind, report)) activity.set(value.id, text);
  }
  const [first, ...rest] = problems;
  if (first) throw new CannotJudgeError([first, ...rest]);
  return { entry, records, history, activity };
}
