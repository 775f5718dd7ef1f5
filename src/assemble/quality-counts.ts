import { byCodeUnit } from "../canonical.ts";
import type { Row } from "../load/rows.ts";
import type { QualityFact, SourceQuality } from "../model/quality.ts";

/** Whether a fact is known of one record: `unread` where its source does not tell it of any, undefined where it means nothing. */
export type Known = boolean | "unread" | undefined;

/** Of how many records each fact is known, by system and kind. */
export class QualityCounts {
  readonly #entries = new Map<string, SourceQuality>();

  /** Takes a record, if it was observed: what only Git declares was written by somebody who knew it. */
  add(
    { system, observed }: Row<unknown>,
    kind: SourceQuality["kind"],
    facts: Partial<Record<QualityFact, Known>>,
  ): void {
    if (!observed) return;
    const key = `${system} ${kind}`;
    const entry = this.#entries.get(key) ?? { system, kind, records: 0 };
    this.#entries.set(key, entry);
    entry.records += 1;
    count(entry, "owner", facts.owner);
    count(entry, "status", facts.status);
    count(entry, "lastUse", facts.lastUse);
    count(entry, "linked", facts.linked);
  }

  sorted(): SourceQuality[] {
    return [...this.#entries].sort(([a], [b]) => byCodeUnit(a, b)).map(([, entry]) => entry);
  }
}

function count(entry: SourceQuality, fact: QualityFact, known: Known): void {
  if (known === undefined) return;
  const share = entry[fact] ?? { count: 0, of: 0, unknown: 0 };
  entry[fact] = share;
  if (known === "unread") share.unknown += 1;
  else share.of += 1;
  if (known === true) share.count += 1;
}
