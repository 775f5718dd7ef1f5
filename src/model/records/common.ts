import * as z from "zod";
import { RecordId } from "../record-id.ts";

/** What every record has: its id, ids it had before, and the names of fields that could not be read for it alone. */
export const recordBase = {
  id: RecordId,
  aliases: z.array(RecordId).optional(),
  unknown: z.array(z.string()).optional(),
};

export const IdentityKind = z.enum([
  "human",
  "service",
  "agent",
  "workload",
  "shared",
  "system",
  "break-glass",
  "external",
  "unknown",
]);
export type IdentityKind = z.infer<typeof IdentityKind>;

export const LifecycleStatus = z.enum([
  "active",
  "invited",
  "staged",
  "leave",
  "suspended",
  "locked",
  "disabled",
  "terminated",
  "deleted",
  "unknown",
]);
export type LifecycleStatus = z.infer<typeof LifecycleStatus>;

export const Email = z.strictObject({
  value: z.string(),
  type: z.string().optional(),
  primary: z.boolean().optional(),
  verified: z.boolean().optional(),
});
export type Email = z.infer<typeof Email>;

export const Environment = z.string();
export const Attributes = z.record(z.string(), z.string());
