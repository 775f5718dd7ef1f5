import * as z from "zod";
import { Instant, Moment } from "../time.ts";
import { Environment, recordBase } from "./common.ts";

export const EntitlementKind = z.enum([
  "role",
  "group",
  "team",
  "workspace",
  "project",
  "repo",
  "org",
  "channel",
  "namespace",
  "policy",
  "permission-set",
  "license",
  "api-scope",
  "tool",
  "database",
  "custom",
]);

/** Something that can be granted. */
export const Entitlement = z.strictObject({
  ...recordBase,
  app: z.string(),
  kind: EntitlementKind,
  name: z.string(),
  privileged: z.boolean().optional(),
  capability: z.array(z.enum(["read", "write", "admin", "api", "data"])).optional(),
  parentId: z.string().optional(),
  contains: z.array(z.string()).optional(),
  environment: Environment.optional(),
  scimCovered: z.enum(["yes", "partial", "no", "unknown"]).optional(),
  sodTags: z.array(z.string()).optional(),
  isDefault: z.boolean().optional(),
  exposes: z.array(z.string()).optional(),
});
export type Entitlement = z.infer<typeof Entitlement>;

/** A principal may use an entitlement. Path and source are attributes; they are no part of what makes a grant the same. */
export const Grant = z.strictObject({
  ...recordBase,
  principal: z.string(),
  principalType: z.enum(["account", "group", "credential", "identity"]),
  entitlement: z.string(),
  effect: z.enum(["allow", "deny"]),
  condition: z.string().optional(),
  direct: z.boolean().optional(),
  source: z.enum(["scim", "connector", "jit", "manual", "inherited", "system", "policy", "unknown"]).optional(),
  grantedAt: Instant.optional(),
  grantedBy: z.string().optional(),
  approvalRef: z.string().optional(),
  expiresAt: Moment.optional(),
  neverExpires: z.literal(true).optional(),
  window: z.strictObject({ from: Instant.optional(), to: Instant.optional() }).optional(),
  eligibleOnly: z.boolean().optional(),
  immutable: z.boolean().optional(),
});
export type Grant = z.infer<typeof Grant>;
