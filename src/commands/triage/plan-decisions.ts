import { loadAccess } from "../../access/load-access.ts";
import type { LoadedConfig } from "../../config/load-config.ts";
import { EntitlintError } from "../../errors.ts";
import type { AccessState } from "../../model/access.ts";
import type { Report } from "../../model/report.ts";
import type { Decision } from "../../triage/model/decision.ts";
import { editFile, type FileEdit, readForEdit, startsWithMark, treeWith } from "../access/file-edit.ts";
import { entryLines } from "../baseline/entry-lines.ts";
import { sortedLines } from "../decisions/entry-line.ts";
import { planEntries } from "../decisions/write-entries.ts";
import { freeIds } from "../waive/free-ids.ts";
import { planWaivers } from "../waive/plan-waiver.ts";
import type { WantedWaiver } from "../waive/read-waiver.ts";
import { requireAsMeant } from "../waive/require-held.ts";
import { noteChanges } from "./note-changes.ts";
import { planAssignments } from "./plan-assignments.ts";
import { refuseUnlessAllHold } from "./refuse-unless-held.ts";
import { requireWritable } from "./require-writable.ts";

/** Decisions as files, judged and not written. */
export interface PlannedDecisions {
  readonly files: readonly FileEdit[];
  readonly waivers: readonly WantedWaiver[];
  readonly report: Report;
}

/**
 * Plans what decisions write on the files as they are now, and has the rules judge whether each would hold: by the same
 * writers and the same judging as `waive` and `baseline`. @throws EntitlintError where one would not
 */
export async function planDecisions(
  decisions: readonly Decision[],
  {
    loaded,
    today,
    judge,
  }: {
    readonly loaded: LoadedConfig;
    readonly today: string;
    readonly judge: (access: AccessState) => Promise<Report>;
  },
): Promise<PlannedDecisions> {
  const { tree, config, folder } = loaded;
  const before = await loadAccess(tree, config.access);
  const waivers = wantedWaivers(decisions, before, today);
  const [first, ...more] = waivers;
  const forBaseline = decisions.filter(({ kind }) => kind === "baseline");
  const add = forBaseline.flatMap(({ about, owner, until }) => entryLines([about], { owner, until }));
  // An entry that is there already and has ended makes place for the new one.
  const known = new Set(before.baseline.map(({ fingerprint }) => fingerprint));
  const remove = new Set(add.map(({ fingerprint }) => fingerprint).filter((fingerprint) => known.has(fingerprint)));
  const planned = [
    first && (await planWaivers([first, ...more], { tree, folder: config.access })),
    await planEntries("baseline", loaded, { add: sortedLines(add), remove }),
    await planEntries("notes", loaded, noteChanges(decisions, before)),
  ];
  const added = planned.filter((file) => file !== undefined);
  const files = mergedEdits([...(await planAssignments(decisions, loaded)), ...added]);
  await requireWritable(folder, files);
  const after = await loadAccess(treeWith(tree, files), config.access);
  requireAsMeant(before, after, waivers);
  const report = await judge(after);
  refuseUnlessAllHold(decisions, { before, waivers, report });
  return { files, waivers, report };
}

/** One edit for each file: what is to be added was planned on the same text as what is to be changed. */
function mergedEdits(files: readonly FileEdit[]): FileEdit[] {
  const merged = new Map<string, FileEdit>();
  for (const file of files) {
    const { path } = file;
    const other = merged.get(path);
    const edits = [...(other?.edits ?? []), ...file.edits].toSorted((a, b) => a.at - b.at || a.remove - b.remove);
    const read = other && readForEdit(path, Buffer.from(file.before ?? ""));
    const whole = read && editFile({ ...read, hasMark: startsWithMark(file.after) }, edits);
    merged.set(path, whole ?? file);
  }
  return [...merged.values()];
}

/** One waiver for each rule and object: what several findings are about is waived once. */
function wantedWaivers(decisions: readonly Decision[], before: AccessState, created: string): WantedWaiver[] {
  const ids = freeIds(created, before);
  const wanted = new Map<string, WantedWaiver>();
  for (const { about, kind, note: _, ...said } of decisions) {
    if (kind !== "accepted-risk" && kind !== "false-positive") continue;
    const { reason = "", approver = "", ...rest } = said;
    const { rule, object } = about;
    const key = JSON.stringify([rule, object]);
    if (!wanted.has(key))
      wanted.set(key, { ...rest, ...{ reason, approver, kind, rule, object, created, id: ids.next().value } });
  }
  return [...wanted.values()];
}

/** The files as they were when they were planned. @throws EntitlintError where one has changed since */
export async function requireUnchanged(
  { tree }: LoadedConfig,
  files: readonly FileEdit[],
  decode: (bytes: Uint8Array, file: string) => string,
): Promise<void> {
  for (const { path, before } of files) {
    const bytes = await tree.read(path);
    if ((bytes && decode(bytes, path)) === before) continue;
    throw new EntitlintError({
      code: "decision/refused",
      message: "the file has changed since the diff was shown",
      place: { file: path },
      next: "Nothing was written. Look at the diff again.",
    });
  }
}
