import type { Lines } from "./lines.ts";
import type { Completeness, KindEntry, SourceRole } from "./manifest.ts";
import type { RecordKind } from "./record-id.ts";
import type { Instant } from "./time.ts";

/** What a collector says of one kind once it has read it. */
export interface StatedKind {
  readonly kind: RecordKind;
  readonly observedAt: Instant;
  readonly completeness: Completeness;
  readonly announcedTotal?: number;
  readonly fieldsRead: readonly string[];
  readonly cursor?: KindEntry["cursor"];
  readonly warnings: readonly string[];
}

/** One kind of a source, read. */
export interface CollectedKind extends StatedKind {
  /** Its records, each id once. */
  readonly records: Lines;
  /** How many of them have the status `unknown`. */
  readonly unexplained: number;
  /** Last uses by record id, of which one id may have several; stored apart, because they change with every reading. */
  readonly uses: Lines;
}

/** One source, read: its records and how complete each kind is. */
export interface CollectedSource {
  readonly system: string;
  readonly role: SourceRole;
  readonly zone: string;
  readonly tenants: readonly string[];
  readonly collector: { readonly name: string; readonly version: number };
  readonly kinds: readonly CollectedKind[];
}
