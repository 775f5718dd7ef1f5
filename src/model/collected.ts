import type { Place } from "../errors.ts";
import type { Completeness, KindEntry, SourceRole } from "./manifest.ts";
import type { AnyRecord } from "./record.ts";
import type { RecordKind } from "./record-id.ts";
import type { Activity } from "./records/evidence.ts";
import type { Instant } from "./time.ts";

/** A record as a collector hands it over, with its kind and, for files, where it stands. */
export interface CollectedRecord {
  readonly kind: RecordKind;
  readonly record: AnyRecord;
  readonly place?: Place;
}

/** When a record of some kind was last used, as a collector hands it over. */
export interface CollectedActivity {
  readonly kind: RecordKind;
  readonly activity: Activity;
}

/** What a collector says of one kind once it has read it. */
export interface CollectedKind {
  readonly kind: RecordKind;
  readonly observedAt: Instant;
  readonly completeness: Completeness;
  readonly announcedTotal?: number;
  readonly fieldsRead: readonly string[];
  readonly cursor?: KindEntry["cursor"];
  readonly warnings: readonly string[];
}

/** One source, read: its records and how complete each kind is. */
export interface CollectedSource {
  readonly system: string;
  readonly role: SourceRole;
  readonly zone: string;
  readonly tenants: readonly string[];
  readonly collector: { readonly name: string; readonly version: number };
  readonly kinds: readonly CollectedKind[];
  readonly records: readonly CollectedRecord[];
  /** Last uses, where the source tells them; stored apart from the records, because they change with every reading. */
  readonly activity?: readonly CollectedActivity[];
}
