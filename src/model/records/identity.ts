import * as z from "zod";
import { Moment, OverSince } from "../time.ts";
import { Attributes, Email, Environment, IdentityKind, LifecycleStatus, recordBase } from "./common.ts";

/** One row of one system that says who somebody, or what some machine, is: an HR worker, a directory user, an agent. */
export const Identity = z.strictObject({
  ...recordBase,
  kind: IdentityKind,
  status: LifecycleStatus,
  rawStatus: z.string(),
  statusChangedAt: OverSince.optional(),
  userName: z.string().optional(),
  displayName: z.string().optional(),
  emails: z.array(Email).optional(),
  employeeId: z.string().optional(),
  immutableId: z.string().optional(),
  externalId: z.string().optional(),
  startDate: Moment.optional(),
  endDate: Moment.optional(),
  department: z.string().optional(),
  title: z.string().optional(),
  costCenter: z.string().optional(),
  employmentType: z.string().optional(),
  managerId: z.string().optional(),
  orgUnit: z.string().optional(),
  attributes: Attributes.optional(),
  /** References (`person:`, `group:`, a record id) or bare names as the system tells them. */
  owners: z.array(z.string()).optional(),
  sponsors: z.array(z.string()).optional(),
  parentId: z.string().optional(),
  purpose: z.string().optional(),
  purposeRef: z.string().optional(),
  environment: Environment.optional(),
  createdAt: Moment.optional(),
  expiresAt: Moment.optional(),
  neverExpires: z.literal(true).optional(),
  reviewedAt: Moment.optional(),
  riskTier: z.string().optional(),
  kindEvidence: z.array(z.string()).optional(),
});
export type Identity = z.infer<typeof Identity>;
