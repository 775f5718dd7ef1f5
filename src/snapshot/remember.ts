import { canonicalLine } from "../canonical.ts";
import {
  type EarlierValue,
  type History,
  type HistoryKind,
  tombstoneAttributes,
  tombstoneDays,
  trackedAttributes,
} from "../model/history.ts";
import type { Instant } from "../model/time.ts";
import { dateAfter } from "./instant.ts";

/** A record as history looks at it: its fields, and whether a field of it was read at all. */
export interface Remembered {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly knows: (field: string) => boolean;
}

export interface Memory {
  readonly kind: HistoryKind;
  /** When the present records were read, and when those before were. */
  readonly observedAt: Instant;
  readonly lastObservedAt: Instant | undefined;
  /** Today's date, by which tombstones are forgotten. */
  readonly today: string;
  /** Whether a record that is not there is gone: false where the reading was not complete. */
  readonly complete: boolean;
}

/** Records that came back under a new id. */
export interface RememberedRenames {
  /** What is remembered under the old id of a record that has a new one. */
  of(id: string): { readonly history: History; readonly before: Remembered | undefined } | undefined;
  /** Whether an id is one that its record no longer has. */
  isOld(id: string): boolean;
}

/**
 * Carries the history of a kind, or of a shard of it, on to the present reading. An entry changes only where its record appeared, changed in a
 * tracked attribute, or disappeared; a field that was not read tells nothing, and changes nothing but the end of what
 * was known.
 */
export function remember(
  memory: Memory,
  earlier: ReadonlyMap<string, History>,
  before: ReadonlyMap<string, Remembered>,
  now: ReadonlyMap<string, Remembered>,
  renames: RememberedRenames,
): Map<string, History> {
  const result = new Map<string, History>();
  for (const [id, record] of now) {
    const renamed = earlier.has(id) ? undefined : renames.of(id);
    const known = earlier.get(id) ?? renamed?.history;
    // A record without history was there before history was kept.
    const firstSeen = before.has(id) ? (memory.lastObservedAt ?? memory.observedAt) : memory.observedAt;
    const history = known ? { ...known, id } : { id, firstSeen };
    result.set(id, seen(history, renamed ? renamed.before : before.get(id), record, memory));
  }
  for (const [id, history] of earlier) {
    if (result.has(id) || renames.isOld(id)) continue;
    const kept = missed(history, before.get(id), memory);
    if (kept) result.set(id, kept);
  }
  return result;
}

function seen(history: History, before: Remembered | undefined, record: Remembered, memory: Memory): History {
  const { gone, ...rest } = history;
  const known = trackedAttributes[memory.kind].filter((name) => record.knows(name));
  if (gone) {
    const changed = known.filter((name) => history.was?.[name]?.at(-1)?.value !== fieldText(record, name));
    const since = { ...rest.since, ...Object.fromEntries(changed.map((name) => [name, memory.observedAt])) };
    const gaps = [...(rest.gaps ?? []), { lastSeen: gone.lastSeen, seenAgain: memory.observedAt }];
    return { ...rest, gaps, ...withValues("since", since) };
  }
  if (!before) return history;
  let result: History = history;
  for (const name of trackedAttributes[memory.kind]) result = compared(result, name, before, record, memory);
  return result === history ? history : forgetOld(result, memory);
}

function compared(history: History, name: string, before: Remembered, record: Remembered, memory: Memory): History {
  const [knew, knows] = [tells(before, name), tells(record, name)];
  const [old, value] = [fieldText(before, name), fieldText(record, name)];
  const was = history.was?.[name] ?? [];
  if (knew && knows && old === value) return history;
  if (!knew && !knows) return history;
  if (knew) {
    const until = memory.lastObservedAt ?? memory.observedAt;
    const more = { ...history.was, [name]: [...was, { ...(old === undefined ? {} : { value: old }), until }] };
    return { ...history, was: more, ...(knows ? sinceNow(history, name, memory) : {}) };
  }
  // Known again after a time of not knowing: the last value known, if it is the same, has lasted as far as we know.
  const last = was.at(-1);
  if (!last) return history;
  if (last.value !== value) return { ...history, ...sinceNow(history, name, memory) };
  const { [name]: _, ...others } = history.was ?? {};
  const shorter = was.length > 1 ? { ...others, [name]: was.slice(0, -1) } : others;
  const { was: _was, ...rest } = history;
  return { ...rest, ...withValues("was", shorter) };
}

/** Whether a record says what its field is: `unknown` is a word for not knowing, and no value that could have changed. */
function tells(record: Remembered, name: string): boolean {
  return record.knows(name) && fieldText(record, name) !== "unknown";
}

function sinceNow(history: History, name: string, memory: Memory) {
  return { since: { ...history.since, [name]: memory.observedAt } };
}

function missed(history: History, before: Remembered | undefined, memory: Memory): History | undefined {
  if (history.gone) return history.gone.forgetAfter < memory.today ? undefined : history;
  if (!memory.complete) return history;
  const lastSeen = memory.lastObservedAt ?? memory.observedAt;
  const names = new Set<string>([...trackedAttributes[memory.kind], ...tombstoneAttributes[memory.kind]]);
  const was = { ...history.was };
  for (const name of names) {
    const value = before && fieldText(before, name);
    if (value === undefined) continue;
    const earlier = (was[name] ?? []).filter((one, at, all) => at < all.length - 1 || one.value !== value);
    was[name] = [...earlier, { value, until: lastSeen }];
  }
  const gone = { lastSeen, forgetAfter: dateAfter(memory.observedAt, tombstoneDays) };
  return forgetOld({ ...history, ...withValues("was", was), gone }, memory);
}

/** Drops what ended longer ago than tombstones are kept; only lines that change anyway are looked at. */
function forgetOld(history: History, memory: Memory): History {
  const limit = dateAfter(memory.observedAt, -tombstoneDays);
  const { was, gaps, ...rest } = history;
  const kept = Object.entries(was ?? {}).flatMap(([name, values]): [string, EarlierValue[]][] => {
    const recent = values.filter(({ until }) => until >= limit);
    return recent.length > 0 ? [[name, recent]] : [];
  });
  const recentGaps = (gaps ?? []).filter(({ seenAgain }) => seenAgain >= limit);
  return {
    ...rest,
    ...withValues("was", Object.fromEntries(kept)),
    ...(recentGaps.length > 0 && { gaps: recentGaps }),
  };
}

/** A value as history keeps it: text as it is, anything else as its canonical JSON; undefined for an empty field. */
function fieldText(record: Remembered, name: string): string | undefined {
  const value = record.fields[name];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  return typeof value === "string" ? value : canonicalLine({ value }).slice('{"value":'.length, -1);
}

function withValues<K extends string, V>(key: K, values: Record<string, V>): { [P in K]?: Record<string, V> } {
  const result: { [P in K]?: Record<string, V> } = {};
  if (Object.keys(values).length > 0) Object.assign(result, { [key]: values });
  return result;
}
