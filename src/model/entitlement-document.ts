import * as z from "zod";
import { IdentityKind, LifecycleStatus } from "./records/common.ts";
import { Entitlement } from "./records/entitlement.ts";
import { Instant } from "./time.ts";

/** People or machines that hold an entitlement and stand alike, each counted once, by the account that stands best. */
export const Holding = z.strictObject({
  /** What they are; an account for emergencies is `break-glass`, whoever its people are. */
  of: IdentityKind,
  status: LifecycleStatus,
  /** The account has run out. */
  ended: z.literal(true).optional(),
  /** They hold no more than the right to switch it on. */
  eligible: z.literal(true).optional(),
  count: z.int(),
  /** Who they are, where the entitlement is privileged; at most fifty. */
  who: z.array(z.string()).optional(),
});
export type Holding = z.infer<typeof Holding>;

/** One permission object that somebody holds, or that is privileged. */
export const EntitlementDocument = z.strictObject({
  id: z.string(),
  scope: z.literal("entitlement"),
  home: z.string(),
  record: Entitlement,
  observedAt: Instant,
  /** By the system's word, or by that of `access/apps`, which counts more. */
  privileged: z.literal(true).optional(),
  /** Its system could not say whether it is, and nobody else has. */
  privilegeUnread: z.literal(true).optional(),
  isDefault: z.literal(true).optional(),
  environment: z.string().optional(),
  /** Whether the application's channel carries it: `scimCovered`, else what `lifecycle.covers` says of its kind. */
  covered: z.enum(["yes", "partial", "no", "unknown"]).optional(),
  /** Effective: through groups too, without what is denied or out of its time. */
  holders: z.array(Holding),
});
export type EntitlementDocument = z.infer<typeof EntitlementDocument>;
