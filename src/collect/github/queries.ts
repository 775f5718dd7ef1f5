import * as z from "zod";

/** The GraphQL queries, each with what is read of its answer. */

const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const page = "pageInfo { hasNextPage endCursor }";
const count = z.int().nonnegative();

/** Members with what only GraphQL tells of them; the total is what lists are compared with. */
export const profilesQuery = `query ($login: String!, $after: String) {
  organization(login: $login) {
    repositories { totalCount }
    membersWithRole(first: 100, after: $after) {
      totalCount ${page}
      edges { hasTwoFactorEnabled node { databaseId createdAt name organizationVerifiedDomainEmails(login: $login) } }
    }
  }
}`;
export const Profile = z.object({
  hasTwoFactorEnabled: z.boolean().nullable(),
  node: z.object({
    databaseId: z.int().positive(),
    createdAt: z.iso.datetime({ offset: true }),
    name: z.string().nullable(),
    organizationVerifiedDomainEmails: z.array(z.string()),
  }),
});
export type Profile = z.infer<typeof Profile>;
export const ProfilesAnswer = z.object({
  organization: z.object({
    repositories: z.object({ totalCount: count }),
    membersWithRole: z.object({ totalCount: count, pageInfo: PageInfo, edges: z.array(z.unknown()) }),
  }),
});

/** Only GraphQL tells direct members of a team from those of its child teams, which REST lists as if they were direct. */
const members = `members(first: 100, after: $members, membership: IMMEDIATE) {
      totalCount ${page}
      edges { role node { databaseId login } }
    }`;
const Members = z.object({ totalCount: count, pageInfo: PageInfo, edges: z.array(z.unknown()) });
export const TeamMember = z.object({
  role: z.string(),
  node: z.object({ databaseId: z.int().positive(), login: z.string().min(1) }),
});
export type TeamMember = z.infer<typeof TeamMember>;

export const teamsQuery = `query ($login: String!, $after: String, $members: String) {
  organization(login: $login) {
    teams(first: 30, after: $after) {
      totalCount ${page}
      nodes { databaseId slug parentTeam { databaseId } ${members} }
    }
  }
}`;
export const Team = z.object({
  databaseId: z.int().positive(),
  slug: z.string().min(1),
  parentTeam: z.object({ databaseId: z.int().positive() }).nullable(),
  members: Members,
});
export type Team = z.infer<typeof Team>;
export const TeamsAnswer = z.object({
  organization: z.object({
    teams: z.object({ totalCount: count, pageInfo: PageInfo, nodes: z.array(z.unknown()) }),
  }),
});

/** The further members of one large team. */
export const teamQuery = `query ($login: String!, $slug: String!, $members: String) {
  organization(login: $login) { team(slug: $slug) { ${members} } }
}`;
export const TeamAnswer = z.object({ organization: z.object({ team: z.object({ members: Members }) }) });

const identities = `samlIdentityProvider {
      externalIdentities(first: 100, after: $after) {
        totalCount ${page}
        nodes {
          guid
          user { databaseId }
          samlIdentity { nameId username emails { value } attributes { name value } }
          scimIdentity { username emails { value } }
        }
      }
    }`;
const Emails = z.array(z.object({ value: z.string() })).nullable();
export const ExternalIdentity = z.object({
  guid: z.string().min(1),
  user: z.object({ databaseId: z.int().positive() }).nullable(),
  samlIdentity: z
    .object({
      nameId: z.string().nullable(),
      username: z.string().nullable(),
      emails: Emails,
      attributes: z.array(z.object({ name: z.string(), value: z.string() })),
    })
    .nullable(),
  scimIdentity: z.object({ username: z.string().nullable(), emails: Emails }).nullable(),
});
export type ExternalIdentity = z.infer<typeof ExternalIdentity>;
const Provider = z
  .object({
    externalIdentities: z.object({ totalCount: count, pageInfo: PageInfo, nodes: z.array(z.unknown()) }),
  })
  .nullable();

/** The identity provider's people of an organisation, or of an enterprise: there it stands one level deeper. */
export const organizationIdentitiesQuery = `query ($login: String!, $after: String) {
  holder: organization(login: $login) { ${identities} }
}`;
export const OrganizationIdentities = z.object({ holder: z.object({ samlIdentityProvider: Provider }) });
export const enterpriseIdentitiesQuery = `query ($login: String!, $after: String) {
  holder: enterprise(slug: $login) { ownerInfo { ${identities} } }
}`;
export const EnterpriseIdentities = z
  .object({ holder: z.object({ ownerInfo: z.object({ samlIdentityProvider: Provider }) }) })
  .transform(({ holder }) => ({ holder: holder.ownerInfo }));
