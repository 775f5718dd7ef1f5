import * as z from "zod";
import type { RecordKind } from "./record-id.ts";
import { Activity } from "./records/evidence.ts";
import { Instant } from "./time.ts";

/** Kinds of records of which it can be told when they were last used. */
export const activityKinds = ["identity", "account", "credential"] as const satisfies readonly RecordKind[];
export type ActivityKind = (typeof activityKinds)[number];

/** What tells a last use. They stand beside the records, and the manifest names them among the fields that were read. */
export const useFields = ["lastUsedAt", "lastLoginAt"] as const satisfies readonly (keyof Activity)[];
export type UseField = (typeof useFields)[number];

const { id: _id, ...ownFields } = Activity.shape;

/** The fields that a kind has beside those of its records. */
export function activityFields(kind: RecordKind): Readonly<Record<string, z.core.$ZodType>> {
  return isActivityKind(kind) ? ownFields : {};
}

export function isActivityKind(kind: RecordKind): kind is ActivityKind {
  return activityKinds.some((known) => known === kind);
}

/** When something was last used, as far as its source tells. Absent where the source tells no last uses. */
export const ActivityEntry = z.strictObject({
  /** No use is known that is later than this: of a day its last second, of a month's precision a month after it. */
  used: Instant.optional(),
  /** The use lies no earlier than this; absent where `used` is the instant itself. */
  usedFrom: Instant.optional(),
  /** Told where the source is less exact than a day. */
  granularity: z.enum(["month", "unknown"]).optional(),
  /** Attempts that failed count as uses. */
  includesFailures: z.literal(true).optional(),
  /** The source tells last uses, and of this one it tells none. */
  never: z.literal(true).optional(),
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;
