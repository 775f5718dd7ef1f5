import * as z from "zod";
import { EventOp, EventResult } from "./provisioning-entries.ts";
import { Channel } from "./records/provisioning.ts";
import { Instant } from "./time.ts";

/** An event as far as a finding names it. */
const NamedEvent = z.strictObject({ event: z.string(), about: z.string(), requestedAt: Instant });

/** What is known of one sort of change that a channel carries. */
export const OpEntry = z.strictObject({
  op: EventOp,
  count: z.int(),
  results: z.partialRecord(EventResult, z.int()),
  /** Seconds from request to answer of those that have both and succeeded: nearest rank. */
  lag: z.strictObject({ measured: z.int(), p50: z.int(), p95: z.int(), longest: z.int() }).optional(),
  /** The slowest of these, slowest first; at most ten. */
  slowest: z.array(NamedEvent.extend({ ackedAt: Instant, seconds: z.int() })),
  /** Those that are pending, oldest first; at most ten, and `results.pending` tells all. */
  pending: z.array(NamedEvent),
  /** By field that a record of the change would need: how many lack it, and one of them. */
  lacking: z.array(z.strictObject({ field: z.string(), count: z.int(), event: z.string(), about: z.string() })),
});
export type OpEntry = z.infer<typeof OpEntry>;

/** Numbers that a log counts its events by, where it does. `gaps` holds at most ten; `missing` tells all that are left out. */
export const Sequence = z.strictObject({
  numbered: z.int(),
  /** Events that come right after the one before. */
  steps: z.int(),
  missing: z.int(),
  gaps: z.array(z.strictObject({ after: z.string(), before: z.string(), missing: z.int() })),
});
export type Sequence = z.infer<typeof Sequence>;

/** One provisioning channel: its record, and what its log shows. */
export const ChannelDocument = z.strictObject({
  /** The id of the channel. */
  id: z.string(),
  scope: z.literal("channel"),
  /** The system that tells of it. */
  system: z.string(),
  /** The application that it changes; the system that tells of it where that is none that is known. */
  app: z.string(),
  tier: z.int(),
  /** Absent where only events name it. */
  record: Channel.optional(),
  observedAt: Instant,
  /** Fields that were read of channels and of events. */
  read: z.strictObject({ channel: z.array(z.string()), event: z.array(z.string()) }),
  /** Seconds within which a change has to have arrived, as `access/apps` says. */
  sla: z.int().optional(),
  /** Accounts that the application has, where they were read to the last. */
  accounts: z.int().optional(),
  events: z.strictObject({
    count: z.int(),
    results: z.partialRecord(EventResult, z.int()),
    first: Instant.optional(),
    last: Instant.optional(),
    lastSuccess: Instant.optional(),
    /** The log holds as much as was asked for, and nothing is known to be missing. */
    whole: z.literal(true).optional(),
  }),
  ops: z.array(OpEntry),
  sequence: Sequence.optional(),
  /** The first change of somebody with an account in the application that was seen in a directory after the last event. */
  waiting: z.strictObject({ since: Instant, about: z.string(), changes: z.int() }).optional(),
  /** `record.retention` in seconds. */
  retentionSeconds: z.int().optional(),
});
export type ChannelDocument = z.infer<typeof ChannelDocument>;
