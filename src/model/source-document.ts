import * as z from "zod";
import { Completeness, SourceRole } from "./manifest.ts";
import { Instant } from "./time.ts";

/** What is wrong inside one source's part of the snapshot. Lists hold at most a hundred; `count` tells all. */
export const IntegrityFault = z.strictObject({
  reason: z.enum(["altered", "missing", "unlisted", "invalid", "dangling", "duplicate", "cycle", "count"]),
  kind: z.string(),
  /** The file, record or group at fault. */
  object: z.string(),
  detail: z.string(),
});
export type IntegrityFault = z.infer<typeof IntegrityFault>;

export const SourceKindEntry = z.strictObject({
  kind: z.string(),
  observedAt: Instant,
  completeness: Completeness,
  count: z.int(),
  announcedTotal: z.int().optional(),
  /** Measured by the engine against the run's clock and the source's schedule; absent when time is an input. */
  freshness: z.enum(["fresh", "stale", "future"]).optional(),
  /** The last instant at which the kind would still have been fresh. */
  freshUntil: Instant.optional(),
});

/** One source as a subject of its own: how complete, how fresh, how whole. */
export const SourceDocument = z.strictObject({
  id: z.string(),
  scope: z.literal("source"),
  system: z.string(),
  role: SourceRole,
  kinds: z.array(SourceKindEntry),
  faults: z.array(IntegrityFault),
  /** All faults, also those beyond the list. */
  faultCount: z.int(),
});
export type SourceDocument = z.infer<typeof SourceDocument>;
