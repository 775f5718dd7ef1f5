import * as z from "zod";

/** What is read of GitHub's answers: these fields and no others. Numbers are what GitHub never gives twice. */

const Id = z.int().positive();
const When = z.iso.datetime({ offset: true });

export const User = z.object({ id: Id, login: z.string().min(1), type: z.string().optional() });
export type User = z.infer<typeof User>;

/** A user asked for alone. */
export const SingleUser = z.object({ id: Id, suspended_at: z.string().nullish() });

/** The membership of one managed user, which turns into one of the role `suspended` when the provider disables them. */
export const Standing = z.object({ role: z.string(), user: SingleUser }).transform(({ role, user }) => ({
  user: role === "suspended" ? { ...user, suspended_at: role } : user,
}));

export const Organization = z.object({
  id: Id,
  login: z.string().min(1),
  public_repos: z.int().nonnegative().optional(),
  total_private_repos: z.int().nonnegative().optional(),
  default_repository_permission: z.string().nullish(),
});
export type Organization = z.infer<typeof Organization>;

export const Invitation = z.object({
  id: Id,
  login: z.string().nullish(),
  email: z.string().nullish(),
  role: z.string(),
  created_at: When,
  team_count: z.int().nonnegative(),
});
export type Invitation = z.infer<typeof Invitation>;

export const TeamOfInvitation = z.object({ id: Id });

const Permissions = z.record(z.string(), z.boolean());

export const Repository = z.object({
  id: Id,
  name: z.string().min(1),
  owner: z.object({ login: z.string().min(1) }),
  archived: z.boolean().optional(),
});
export type Repository = z.infer<typeof Repository>;

export const TeamRepository = Repository.extend({
  role_name: z.string().min(1).optional(),
  permissions: Permissions.optional(),
});
export type TeamRepository = z.infer<typeof TeamRepository>;

export const Collaborator = User.extend({ role_name: z.string().min(1) });
export type Collaborator = z.infer<typeof Collaborator>;

export const DeployKey = z.object({
  id: Id,
  read_only: z.boolean(),
  created_at: z.string(),
  added_by: z.string().nullish(),
  last_used: z.string().nullish(),
  enabled: z.boolean().optional(),
});
export type DeployKey = z.infer<typeof DeployKey>;

export const Role = z.object({
  id: Id,
  name: z.string().min(1),
  base_role: z.string().nullish(),
  permissions: z.array(z.string()),
});
export type Role = z.infer<typeof Role>;

/** `indirect` comes by way of a team, or of a parent team; the team has it itself then. */
const assignment = z.enum(["direct", "indirect", "mixed"]).optional();
export const UserWithRole = User.extend({ assignment });
export type UserWithRole = z.infer<typeof UserWithRole>;
export const TeamWithRole = z.object({ id: Id, assignment });
export type TeamWithRole = z.infer<typeof TeamWithRole>;

export const Installation = z.object({
  id: Id,
  app_id: Id,
  app_slug: z.string().min(1),
  repository_selection: z.enum(["all", "selected"]),
  permissions: z.record(z.string(), z.string()),
  created_at: When,
  suspended_at: z.string().nullish(),
});
export type Installation = z.infer<typeof Installation>;

export const FineGrainedToken = z.object({
  token_id: Id,
  owner: User,
  repository_selection: z.string(),
  permissions: z.record(z.string(), z.record(z.string(), z.string())),
  access_granted_at: When,
  token_expired: z.boolean(),
  token_expires_at: z.string().nullable(),
  token_last_used_at: z.string().nullable(),
});
export type FineGrainedToken = z.infer<typeof FineGrainedToken>;

/** A page of GitHub's SCIM API (RFC 7644 §3.4.2). */
export const ScimPage = z.object({
  totalResults: z.int().nonnegative(),
  Resources: z.array(z.unknown()),
});
export const ScimUser = z.object({ id: z.string().min(1), externalId: z.string().nullish(), active: z.boolean() });
export type ScimUser = z.infer<typeof ScimUser>;
