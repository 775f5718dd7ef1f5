import * as z from "zod";
import { Instant, Moment } from "../time.ts";
import { recordBase } from "./common.ts";

/** A decision of an access review. */
export const Review = z.strictObject({
  ...recordBase,
  campaign: z.string(),
  subject: z.string(),
  decision: z.enum(["keep", "revoke", "undecided", "unknown"]),
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  dueAt: Moment.optional(),
  executedAt: Instant.optional(),
});
export type Review = z.infer<typeof Review>;

/** What a conformance probe found out about an application. */
export const Probe = z.strictObject({
  ...recordBase,
  probeId: z.string(),
  app: z.string(),
  result: z.enum(["pass", "fail", "untested", "not-applicable"]),
  ranAt: Instant,
  mode: z.enum(["read-only", "sandbox"]),
  evidenceDigest: z.string().optional(),
});
export type Probe = z.infer<typeof Probe>;

/** When a record was last used; kept apart because it changes with every reading. */
export const Activity = z.strictObject({
  id: z.string(),
  lastUsedAt: Moment.optional(),
  lastLoginAt: Moment.optional(),
  granularity: z.enum(["second", "day", "month", "unknown"]).optional(),
  includesFailures: z.boolean().optional(),
});
export type Activity = z.infer<typeof Activity>;
