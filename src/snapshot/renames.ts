import type { History } from "../model/history.ts";
import type { Lines } from "../model/lines.ts";
import type { AnyRecord } from "../model/record.ts";
import { shardOf } from "../spool/shard.ts";
import type { EarlierKind, HeldRecord } from "./earlier-kind.ts";
import { linesOf, type Portion } from "./portions.ts";

/** What is remembered under an id that a record had before. */
export interface Renamed {
  readonly oldId: string;
  readonly history: History;
  readonly before: HeldRecord | undefined;
}

/** Records that came back under a new id, by that id. */
export type Renames = ReadonlyMap<string, Renamed>;

/**
 * Finds records that are new under their id, name another among their aliases that is remembered, and that nobody else
 * has now. They keep that one's history.
 */
export async function findRenames(
  lines: Lines,
  earlier: EarlierKind | undefined,
  portions: readonly Portion[],
): Promise<Renames> {
  if (earlier === undefined) return new Map();
  const candidates = new Map<string, readonly string[]>();
  for (const portion of portions) {
    const named = linesOf(lines, portion).filter(({ text }) => text.includes('"aliases":'));
    const { history } = named.length > 0 ? await earlier.read(portion) : { history: new Map() };
    for (const { id, text } of named) {
      const { aliases = [] }: AnyRecord = JSON.parse(text);
      if (!history.has(id) && aliases.length > 0) candidates.set(id, aliases);
    }
  }
  const remembered = await rememberedAmong(new Set([...candidates.values()].flat()), lines, earlier, portions);
  return new Map(
    [...candidates].flatMap(([id, aliases]) => {
      const [found] = aliases.flatMap((alias) => remembered.get(alias) ?? []);
      return found ? [[id, found] as const] : [];
    }),
  );
}

/** Of these ids, those that history knows and no record has any more. */
async function rememberedAmong(
  ids: ReadonlySet<string>,
  lines: Lines,
  earlier: EarlierKind,
  portions: readonly Portion[],
): Promise<Map<string, Renamed>> {
  const found = new Map<string, Renamed>();
  const byPortion = new Map<Portion, string[]>();
  for (const id of ids) {
    const portion = portions.length > 1 ? shardOf(id) : undefined;
    byPortion.set(portion, [...(byPortion.get(portion) ?? []), id]);
  }
  for (const [portion, own] of byPortion) {
    const { history, records } = await earlier.read(portion);
    const present = new Set(linesOf(lines, portion).map(({ id }) => id));
    for (const oldId of own) {
      const known = history.get(oldId);
      if (known && !present.has(oldId)) found.set(oldId, { oldId, history: known, before: records.get(oldId) });
    }
  }
  return found;
}
