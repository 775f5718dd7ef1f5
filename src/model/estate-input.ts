import type { DeclaredAt } from "./document.ts";
import type { KindEntry, SourceRole } from "./manifest.ts";
import type { RecordKind } from "./record-id.ts";

/** The records of one kind as canonical NDJSON, one buffer per file, and the paths for messages. */
export interface KindLines {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** True where these are not the bytes that were written: nothing in them is believed without looking. */
  readonly altered?: boolean;
}

/** A record that Git declares: its line as JSON and where it stands. */
export interface DeclaredLine {
  readonly kind: RecordKind;
  readonly id: string;
  readonly json: string;
  readonly declared: DeclaredAt;
  /** Other lines that declare the same. */
  readonly again?: readonly DeclaredAt[];
}

/**
 * One system as the joining stages see it: what the snapshot observed of it, and what Git declares of it. A system that
 * is only declared has kinds all the same; their `observedAt` is the instant judged at.
 */
export interface SystemInput {
  readonly system: string;
  readonly role: SourceRole;
  readonly zone: string;
  readonly kinds: Readonly<Partial<Record<RecordKind, KindEntry>>>;
  /** Kinds that the snapshot observed, as opposed to only declared ones. */
  readonly lines: Readonly<Partial<Record<RecordKind, readonly KindLines[]>>>;
  readonly history: Readonly<Partial<Record<RecordKind, readonly KindLines[]>>>;
  /** When records were last used, of kinds whose source tells that. */
  readonly activity?: Readonly<Partial<Record<RecordKind, readonly KindLines[]>>>;
  readonly declared: readonly DeclaredLine[];
  /** How old an observation of this source may be: `max` in seconds, weekends not counted on `weekdays`. */
  readonly freshness?: { readonly schedule: "daily" | "weekdays"; readonly max: number };
}
