import type { ActivityKind, UseField } from "../model/activity.ts";
import type { RecordOf } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";

/** Always (`true`), or words that go on after “only”, such as “from Active Directory”. */
export type When = true | string;

/** A field of a kind's records, or one of when they were last used, which is kept beside them. */
export type FieldOf<K extends RecordKind> = (keyof RecordOf<K> & string) | (K extends ActivityKind ? UseField : never);

/** What a collector can fill of one kind of records. */
export interface KindReads<K extends RecordKind> {
  /** When the source has such records at all; always unless said. */
  readonly only?: string;
  /** The fields it always fills where the source has a value. */
  readonly fields: readonly FieldOf<K>[];
  /** Fields that it fills only under a condition, by a name that the collector knows the condition by. */
  readonly some?: Readonly<Record<string, { readonly only: string; readonly fields: readonly FieldOf<K>[] }>>;
  /**
   * The values that occur, of fields that can have few and do not have all of them; for other fields than `status`, those
   * of records that are in use. `expiresAt` has the values `past` (the end has passed, and the status does not say so) and
   * `ahead`; a reference has the kinds that it leads to. An account that is an identity of its source too has its values
   * there.
   */
  readonly values?: Readonly<Partial<Record<FieldOf<K>, Readonly<Record<string, When>>>>>;
}

/** What a collector reads, kind by kind. */
export type FieldReads = { readonly [K in RecordKind]?: KindReads<K> };

/** What a collector can fill: fields of its own choice, or whatever a mapping maps or a program writes. */
export type Reads = "mapping" | "program" | FieldReads;

/** The same of any kind, for those who look at all of them. */
export interface AnyKindReads {
  readonly only?: string;
  readonly fields: readonly string[];
  readonly some?: Readonly<Record<string, { readonly only: string; readonly fields: readonly string[] }>>;
  readonly values?: Readonly<Record<string, Readonly<Record<string, When>> | undefined>>;
}
