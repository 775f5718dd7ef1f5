import * as z from "zod";
import { Moment, OverSince } from "../time.ts";
import { Attributes, Email, IdentityKind, LifecycleStatus, recordBase } from "./common.ts";

export const Mfa = z.strictObject({
  enrolled: z.boolean().optional(),
  phishingResistant: z.boolean().optional(),
  evidence: z.string().optional(),
});

/** A login in one application. A directory's user is also an account of the directory as an application. */
export const Account = z.strictObject({
  ...recordBase,
  app: z.string(),
  status: LifecycleStatus,
  rawStatus: z.string(),
  kind: IdentityKind,
  displayName: z.string().optional(),
  externalId: z.string().optional(),
  employeeId: z.string().optional(),
  /** The directory record that the identity provider says this account was assigned to. */
  assignedTo: z.string().optional(),
  userName: z.string().optional(),
  emails: z.array(Email).optional(),
  loginMethods: z.array(z.string()).optional(),
  mfa: Mfa.optional(),
  createdAt: Moment.optional(),
  disabledAt: OverSince.optional(),
  expiresAt: Moment.optional(),
  neverExpires: z.literal(true).optional(),
  provenance: z.enum(["scim", "connector", "jit", "manual", "import", "system", "unknown"]).optional(),
  attributes: Attributes.optional(),
});
export type Account = z.infer<typeof Account>;
