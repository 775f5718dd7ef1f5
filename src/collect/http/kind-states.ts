import { judgeMapping, least, type Seen } from "../../mapping/completeness.ts";
import type { NoteBook } from "../../mapping/note-book.ts";
import type { StatedKind } from "../../model/collected.ts";
import type { Completeness } from "../../model/manifest.ts";
import { type RecordKind, recordKinds } from "../../model/record-id.ts";
import { KindNotes } from "../kind-notes.ts";

/** What is known of each kind that the mappings of a source make. */
export class KindStates {
  readonly #observedAt: string;
  readonly #books = new Map<RecordKind, KindNotes>();
  readonly #seen: Seen[] = [];

  constructor(now: Date) {
    this.#observedAt = `${now.toISOString().slice(0, 19)}Z`;
  }

  add(seen: readonly Seen[]): void {
    this.#seen.push(...seen);
  }

  /** Where is told what a kind lacks. */
  book(kind: RecordKind): KindNotes {
    const book = this.#books.get(kind) ?? new KindNotes(kind, this.#observedAt);
    this.#books.set(kind, book);
    return book;
  }

  /** The fields that any mapping of a kind reads, sorted. */
  fieldsOf(kind: RecordKind): string[] {
    return [...new Set(this.#of(kind).flatMap(({ fields }) => [...fields]))].toSorted();
  }

  stated(notes: NoteBook): StatedKind[] {
    return recordKinds.filter((kind) => this.#of(kind).length > 0).map((kind) => this.#stated(kind, notes));
  }

  #stated(kind: RecordKind, notes: NoteBook): StatedKind {
    const mappings = this.#of(kind);
    for (const { mapping, reached, items } of mappings)
      if (!reached && items === 0 && mapping.each !== undefined && this.book(kind).stated().completeness === "full")
        this.book(kind).incomplete(`no item has anything at ${mapping.each}`);
    const told = this.book(kind).stated();
    const judged = told.completeness === "full" ? mappings.map((seen) => judgeMapping(seen, "the answers")) : [];
    const totals = mappings.flatMap(({ announced }) => announced ?? []);
    const neverSeen = mappings.flatMap(({ items, unseen }) => (items > 0 ? [...unseen] : []));
    const warnings = [
      ...told.warnings,
      ...judged.flatMap((one) => one.warnings),
      ...notes.warnings(kind),
      ...neverSeen.map((name) => `${kind}: nothing stands at ${name} in any item`),
    ];
    return {
      ...{ kind, observedAt: this.#observedAt, fieldsRead: this.fieldsOf(kind) },
      completeness: completenessOf(told.completeness, judged, mappings),
      ...(totals.length === mappings.length && { announcedTotal: totals.reduce((sum, total) => sum + total, 0) }),
      warnings: [...new Set(warnings)].toSorted(),
    };
  }

  #of(kind: RecordKind): Seen[] {
    return this.#seen.filter(({ mapping }) => mapping.kind === kind);
  }
}

/** Refused and yet something is there: some other list gave it, so the kind is partial. */
function completenessOf(
  told: Completeness,
  judged: readonly { readonly completeness: Completeness }[],
  mappings: readonly Seen[],
): Completeness {
  if (told === "denied" && mappings.some(({ ids }) => ids.size > 0)) return "partial";
  return told === "full" ? least(judged.map(({ completeness }) => completeness)) : told;
}
