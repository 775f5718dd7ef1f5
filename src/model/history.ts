import * as z from "zod";
import { RecordId } from "./record-id.ts";
import { CalendarDate, Instant } from "./time.ts";

/**
 * An earlier value of a tracked attribute and until when it was seen. `value` is absent where the field was empty; the
 * value of a set is its sorted JSON text.
 */
export const EarlierValue = z.strictObject({ value: z.string().optional(), until: Instant });
export type EarlierValue = z.infer<typeof EarlierValue>;

/** A time in which a record was away: last seen before, first seen again after. */
export const Gap = z.strictObject({ lastSeen: Instant, seenAgain: Instant });
export type Gap = z.infer<typeof Gap>;

/**
 * What we remember of one record. A line changes only when the record appears, changes in a tracked attribute, or
 * disappears. `since` holds, per tracked attribute, when its present value was first seen; absent while the value is the
 * one the record had when first seen, because then its true start lies before our first look.
 */
export const History = z.strictObject({
  id: RecordId,
  firstSeen: Instant,
  since: z.record(z.string(), Instant).optional(),
  was: z.record(z.string(), z.array(EarlierValue)).optional(),
  /** Times in which the record was away: last seen before, first seen again after. */
  gaps: z.array(Gap).optional(),
  /** Set when the record disappeared from a complete reading: when it was last seen, and until when we remember. */
  gone: z.strictObject({ lastSeen: Instant, forgetAfter: CalendarDate }).optional(),
});
export type History = z.infer<typeof History>;

/** Kinds that history is kept for, and the attributes whose earlier values are remembered. */
export const trackedAttributes = {
  identity: ["status", "department", "title", "managerId", "employmentType", "owners"],
  account: ["status"],
  grant: [],
  credential: ["status", "owners"],
} as const;
export type HistoryKind = keyof typeof trackedAttributes;

/** Attributes whose last value a tombstone keeps beside the tracked ones: by them a recycled identifier is recognised. */
export const tombstoneAttributes = {
  identity: ["immutableId", "externalId", "employeeId", "userName", "emails"],
  account: ["externalId", "userName"],
  grant: [],
  credential: [],
} as const;

/** Days a tombstone is kept. */
export const tombstoneDays = 400;
