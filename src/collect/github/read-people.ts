import { Invitation, SingleUser, Standing, TeamOfInvitation, User } from "./answers.ts";
import { readConnection } from "./connection.ts";
import { Profile, ProfilesAnswer, profilesQuery } from "./queries.ts";
import { idOf, isOwnServer, type Reader } from "./reader.ts";

/** Who is in the organisation, or may be soon. */
export interface People {
  readonly owners: readonly User[];
  readonly members: readonly User[];
  readonly outside: readonly User[];
  readonly invitations: readonly (Invitation & { readonly teams: readonly number[] })[];
  /** By the user's number; undefined where no profiles were read. */
  readonly profiles: ReadonlyMap<number, Profile> | undefined;
  /** Numbers of the users that are suspended; undefined where nobody was asked. */
  readonly suspended: ReadonlySet<number> | undefined;
  /** How many repositories GitHub says there are. */
  readonly announcedRepositories: number | undefined;
}

export async function readPeople(reader: Reader): Promise<People> {
  const { gaps, options, api } = reader;
  const list = (part: "members" | "outside-collaborators", query: Record<string, string>, path: string) =>
    gaps.list(part, () => api.list(orgPath(reader, path), User, { query, idOf }));
  const owners = await list("members", { role: "admin" }, "members");
  const members = await list("members", { role: "member" }, "members");
  const outside = reader.reads("outside-collaborators")
    ? await list("outside-collaborators", {}, "outside_collaborators")
    : [];
  const everybody = new Map([...owners, ...members].map((user) => [user.id, user]));
  const both = members.filter(({ id }) => owners.some((owner) => owner.id === id));
  for (const { login } of both) gaps.incomplete("members", "somebody is listed as owner and as member", login);
  if (!gaps.has("members") && owners.length === 0)
    gaps.incomplete("members", "no owner is listed, and every organisation has one");
  const { profiles, announcedRepositories } = await readProfiles(reader, owners.length + members.length - both.length);
  const isAsked = options.readUsers ?? isOwnServer(options);
  return {
    ...{ owners, members, outside, profiles, announcedRepositories },
    invitations: reader.reads("invitations") ? await readInvitations(reader) : [],
    suspended: isAsked ? await readSuspended(reader, [...everybody.values()], outside) : undefined,
  };
}

async function readProfiles(reader: Reader, listed: number) {
  const { api, gaps, organization } = reader;
  let announcedRepositories: number | undefined;
  let announcedMembers: number | undefined;
  if (!reader.reads("profiles")) return { profiles: undefined, announcedRepositories };
  const pageAfter = async (after: string | null) => {
    const answer = await api.graphql(profilesQuery, { login: organization.login, after }, ProfilesAnswer);
    const { membersWithRole, repositories } = answer.organization;
    announcedRepositories = repositories.totalCount;
    announcedMembers = membersWithRole.totalCount;
    return { ...membersWithRole, items: membersWithRole.edges };
  };
  const profiles = await gaps.list("profiles", () =>
    readConnection(Profile, ({ node }) => String(node.databaseId), pageAfter),
  );
  if (announcedMembers !== undefined && announcedMembers !== listed)
    gaps.incomplete("members", `${announcedMembers} members are announced and ${listed} different ones are listed`);
  return {
    announcedRepositories,
    profiles:
      gaps.has("profiles") && profiles.length === 0
        ? undefined
        : new Map(profiles.map((profile) => [profile.node.databaseId, profile])),
  };
}

async function readInvitations(reader: Reader) {
  const { api, gaps } = reader;
  const invitations = await gaps.list("invitations", () =>
    api.list(orgPath(reader, "invitations"), Invitation, { idOf }),
  );
  const withTeams = [];
  for (const invitation of invitations) {
    const path = orgPath(reader, `invitations/${invitation.id}/teams`);
    const teams =
      invitation.team_count > 0 ? await gaps.list("invitations", () => api.list(path, TeamOfInvitation, { idOf })) : [];
    withTeams.push({ ...invitation, teams: teams.map(({ id }) => id) });
  }
  return withTeams;
}

/**
 * Who is suspended, asked one by one, since no list says so: an Enterprise Server says it of the user, the cloud of the
 * membership, both in fields that GitHub's specification leaves out.
 */
async function readSuspended(reader: Reader, members: readonly User[], outside: readonly User[]): Promise<Set<number>> {
  const { api, gaps } = reader;
  const isServer = isOwnServer(reader.options);
  const suspended = new Set<number>();
  for (const { id, login } of isServer ? [...members, ...outside] : members) {
    const name = encodeURIComponent(login);
    const asked = isServer
      ? async () => await api.one(`users/${name}`, SingleUser)
      : async () => (await api.one(orgPath(reader, `memberships/${name}`), Standing)).user;
    const user = await gaps.try("users", undefined, asked, login);
    if (user !== undefined && user.id !== id) gaps.incomplete("users", "a name belongs to somebody else by now", login);
    if (user?.suspended_at) suspended.add(id);
  }
  return suspended;
}

function orgPath({ organization }: Reader, path: string): string {
  return `orgs/${encodeURIComponent(organization.login)}/${path}`;
}
