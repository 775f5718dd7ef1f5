import * as z from "zod";
import { Instant, Moment } from "../time.ts";
import { recordBase } from "./common.ts";

/** A set of identities, accounts or groups that can hold grants. */
export const Group = z.strictObject({
  ...recordBase,
  name: z.string(),
  kind: z.enum(["security", "distribution", "role-assignable", "app", "team", "usergroup"]),
  membershipType: z.enum(["assigned", "dynamic", "rule", "imported", "unknown"]),
  rule: z.string().optional(),
  owners: z.array(z.string()).optional(),
  parentId: z.string().optional(),
  mapping: z.array(z.strictObject({ app: z.string(), group: z.string(), channel: z.string().optional() })).optional(),
  grantsPrivileged: z.boolean().optional(),
  deletedAt: Instant.optional(),
});
export type Group = z.infer<typeof Group>;

/** One direct edge: a member of a group. Nesting is computed, never stored. */
export const Membership = z.strictObject({
  ...recordBase,
  group: z.string(),
  member: z.string(),
  memberType: z.enum(["identity", "account", "group"]),
  /** The member's standing inside the group, where the system tells one (`member`, `maintainer`, `owner`). */
  role: z.string().optional(),
  source: z.enum(["scim", "connector", "rule", "manual", "imported", "invitation", "unknown"]),
  addedAt: Instant.optional(),
  addedBy: z.string().optional(),
  expiresAt: Moment.optional(),
  neverExpires: z.literal(true).optional(),
  state: z.enum(["active", "pending", "expired-invitation", "unknown"]).optional(),
});
export type Membership = z.infer<typeof Membership>;
