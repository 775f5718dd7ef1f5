import * as z from "zod";

/** What is read of GitHub's answers about one person or one thing: these fields and no others. */

const Id = z.int().positive();

export const Person = z.object({
  id: Id,
  login: z.string().min(1),
  type: z.string().optional(),
  /** Only an Enterprise Server says so. */
  suspended_at: z.string().nullish(),
});
export type Person = z.infer<typeof Person>;

/** Somebody's place in the organisation; managed users whom their provider disabled have the role `suspended`. */
export const OrganizationMembership = z.object({
  state: z.string(),
  role: z.string(),
  user: z.object({ id: Id }),
});
export type OrganizationMembership = z.infer<typeof OrganizationMembership>;

export const OneTeam = z.object({ id: Id });
export const TeamMembership = z.object({ state: z.string(), role: z.string() });
