import * as z from "zod";
import { StateRecord } from "./owner.ts";
import { Instant } from "./time.ts";

/* Parts of documents that tell what provisioning did. */

export const EventOp = z.enum([
  ...(["create", "update", "disable", "enable", "delete"] as const),
  ...(["member-add", "member-remove", "grant", "revoke"] as const),
]);
export type EventOp = z.infer<typeof EventOp>;

export const EventResult = z.enum(["success", "failure", "pending", "skipped", "unknown"]);
export type EventResult = z.infer<typeof EventResult>;

/** Somebody whom an event names: the subject that they are, and how its records stand; neither where nobody was found. */
export const EventParty = z.strictObject({
  ref: z.string(),
  subject: z.string().optional(),
  records: z.array(StateRecord).optional(),
});
export type EventParty = z.infer<typeof EventParty>;

/** One event about a record of the subject. `app` is the application that it was to change. */
export const EventEntry = z.strictObject({
  id: z.string(),
  op: EventOp,
  result: EventResult,
  requestedAt: Instant,
  ackedAt: Instant.optional(),
  /** The record of the subject that it names. */
  about: z.string(),
  object: z.string().optional(),
  app: z.string(),
  channel: z.string().optional(),
  /** The system whose log it stands in. */
  system: z.string(),
  approvalRef: z.string().optional(),
  actor: EventParty.optional(),
  requester: EventParty.optional(),
  approver: EventParty.optional(),
});
export type EventEntry = z.infer<typeof EventEntry>;

/** What is told of a subject's events: the newest first, and of each sort the newest; `count` tells all. */
export const SubjectEvents = z.strictObject({ count: z.int(), newest: z.array(EventEntry) });
export type SubjectEvents = z.infer<typeof SubjectEvents>;

/** A channel whose log can be held against an application in which the subject has an account. */
export const ProvisionedEntry = z.strictObject({
  app: z.string(),
  channel: z.string(),
  system: z.string(),
  /** The first event that is known of it: what changed before may have stood in a log that nobody keeps. */
  since: Instant,
});
export type ProvisionedEntry = z.infer<typeof ProvisionedEntry>;
