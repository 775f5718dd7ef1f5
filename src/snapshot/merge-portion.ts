import { byCodeUnit, canonicalLine } from "../canonical.ts";
import type { CollectedKind } from "../model/collected.ts";
import { type HistoryKind, trackedAttributes } from "../model/history.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Brake, BrakeLimits } from "./brake.ts";
import type { EarlierKind, EarlierLines, HeldRecord } from "./earlier-kind.ts";
import type { KindWriter } from "./kind-writer.ts";
import { mergeActivity } from "./merge-activity.ts";
import { linesOf, type Portion } from "./portions.ts";
import { type Remembered, remember } from "./remember.ts";
import type { Renames } from "./renames.ts";

export interface MergeOptions {
  /** Calendar date by which tombstones are forgotten. */
  readonly today: string;
  /** Whether last uses are stored to the second. */
  readonly exact: boolean;
  /** When a reading that claims to be whole is not believed; always believed without. */
  readonly limits: BrakeLimits | undefined;
}

/** What every portion of a kind is merged with. */
export interface Merging {
  readonly read: CollectedKind;
  readonly earlier: EarlierKind | undefined;
  /** Whether what the reading does not hold is gone. */
  readonly complete: boolean;
  readonly renames: Renames;
  readonly brake: Brake | undefined;
  readonly writer: KindWriter;
  readonly options: MergeOptions;
}

const nothing: EarlierLines = { records: new Map(), history: new Map(), historyTexts: new Map(), activity: new Map() };

/** Merges one portion of a kind, and hands its files' lines to the writer. */
export async function mergePortion(portion: Portion, merging: Merging): Promise<void> {
  const { read, earlier, complete, brake, writer, options } = merging;
  const lines = linesOf(read.records, portion);
  const before = (await earlier?.read(portion, new Set(lines.map(({ text }) => text)))) ?? nothing;
  const now = new Map(lines.map(({ id, text }) => [id, heldAs(text, before.records.get(id))]));
  brake?.compare(before.records, now);
  const kept = complete ? [] : [...before.records].filter(([id]) => !now.has(id));
  const texts = sorted([...now, ...kept].map(([id, { text }]) => [id, text] as const));
  writer.write("records", portion, texts);
  const uses = read.uses.size > 0 ? linesOf(read.uses, portion) : [];
  writer.write(
    "activity",
    portion,
    mergeActivity(uses, before.activity, (id) => texts.has(id), options.exact),
  );
  if (isTracked(read.kind)) writer.write("history", portion, historyOf(read.kind, before, now, merging));
}

/** A record that has not changed is the one that is held already. */
function heldAs(text: string, before: HeldRecord | undefined): HeldRecord {
  return before?.text === text ? before : { text, record: JSON.parse(text) };
}

function historyOf(
  kind: HistoryKind,
  before: EarlierLines,
  now: ReadonlyMap<string, HeldRecord>,
  { read, earlier, complete, renames, options }: Merging,
): Map<string, string> {
  const known = new Set(earlier?.entry.fieldsRead);
  const memory = {
    ...{ kind, complete, observedAt: read.observedAt, today: options.today },
    lastObservedAt: earlier?.entry.observedAt,
  };
  const oldIds = new Set([...renames.values()].map(({ oldId }) => oldId));
  const history = remember(
    memory,
    before.history,
    rememberedOf(before.records, known),
    rememberedOf(now, new Set(read.fieldsRead)),
    {
      of(id) {
        const renamed = renames.get(id);
        return (
          renamed && {
            history: renamed.history,
            before: renamed.before && rememberedRecord(renamed.oldId, renamed.before, known),
          }
        );
      },
      isOld: (id) => oldIds.has(id),
    },
  );
  return sorted([...history].map(([id, one]) => [id, before.historyTexts.get(one) ?? canonicalLine(one)] as const));
}

function rememberedOf(records: ReadonlyMap<string, HeldRecord>, fields: ReadonlySet<string>): Map<string, Remembered> {
  return new Map([...records].map(([id, held]) => [id, rememberedRecord(id, held, fields)]));
}

function rememberedRecord(id: string, { record }: HeldRecord, fields: ReadonlySet<string>): Remembered {
  const values: Readonly<Record<string, unknown>> = record;
  const knows = (name: string) =>
    record.unknown?.includes(name) !== true && (values[name] !== undefined || fields.has(name));
  return { id, fields: values, knows };
}

function sorted(entries: readonly (readonly [string, string])[]): Map<string, string> {
  return new Map(entries.toSorted(([a], [b]) => byCodeUnit(a, b)));
}

function isTracked(kind: RecordKind): kind is HistoryKind {
  return kind in trackedAttributes;
}
