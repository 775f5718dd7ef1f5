import * as z from "zod";
import { Instant } from "../time.ts";
import { recordBase } from "./common.ts";

/** One thing that a provisioning channel did or was told. Equal (channel, transaction, subject, op) is the same event. */
export const Event = z.strictObject({
  ...recordBase,
  /** The channel that it went through; absent where the directory did it to itself. */
  channel: z.string().optional(),
  /** What its log calls the change that it belongs to. */
  txn: z.string().optional(),
  op: z.enum(["create", "update", "disable", "enable", "delete", "member-add", "member-remove", "grant", "revoke"]),
  /** The record that was changed: an account, or whoever it was done for where the account has no name yet. */
  subject: z.string(),
  /** The group or entitlement that was given or taken. */
  object: z.string().optional(),
  requestedAt: Instant,
  result: z.enum(["success", "failure", "pending", "skipped", "unknown"]),
  sentAt: Instant.optional(),
  ackedAt: Instant.optional(),
  seq: z.string().optional(),
  cursor: z.string().optional(),
  actor: z.string().optional(),
  requestedBy: z.string().optional(),
  approver: z.string().optional(),
  approvalRef: z.string().optional(),
  httpStatus: z.int().optional(),
  error: z.string().optional(),
  requestDigest: z.string().optional(),
  responseDigest: z.string().optional(),
});
export type Event = z.infer<typeof Event>;

export const Reconcile = z.strictObject({
  startedAt: Instant.optional(),
  endedAt: Instant.optional(),
  scanned: z.int().optional(),
  drift: z.int().optional(),
  repaired: z.int().optional(),
  outcome: z.enum(["complete", "partial", "failed", "unknown"]).optional(),
});

/** The way by which changes travel from a directory into one application's tenant. */
export const Channel = z.strictObject({
  ...recordBase,
  app: z.string(),
  source: z.string(),
  mode: z.enum(["scim", "connector", "jit", "batch", "manual", "none", "unknown"]),
  jobState: z.enum(["ok", "delayed", "quarantine", "disabled", "error", "unknown"]),
  /** Since when the job runs; what it does at first is one long catching up. */
  startedAt: Instant.optional(),
  cursor: z.string().optional(),
  lastEventAt: Instant.optional(),
  lastSuccessAt: Instant.optional(),
  failureCount: z.int().optional(),
  tokenExpiresAt: Instant.optional(),
  retention: z.string().optional(),
  lastReconcile: Reconcile.optional(),
});
export type Channel = z.infer<typeof Channel>;
