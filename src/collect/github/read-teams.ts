import { TeamRepository } from "./answers.ts";
import { readConnection } from "./connection.ts";
import { Team, TeamAnswer, TeamMember, TeamsAnswer, teamQuery, teamsQuery } from "./queries.ts";
import { idOf, type Reader } from "./reader.ts";
import { roleOf } from "./repository-role.ts";

/** One team: who is directly in it, and what it may do where. */
export interface TeamReading {
  readonly id: number;
  readonly slug: string;
  readonly parent: number | undefined;
  readonly members: readonly TeamMember[];
  readonly repositories: readonly { readonly id: number; readonly name: string; readonly role: string }[];
}

/** All teams with their direct members: one list of members for each team, never one of teams for each member. */
export async function readTeams(reader: Reader): Promise<readonly TeamReading[]> {
  const { api, gaps, organization } = reader;
  const { login } = organization;
  const pageAfter = async (after: string | null) => {
    const { teams } = (await api.graphql(teamsQuery, { login, after }, TeamsAnswer)).organization;
    return { ...teams, items: teams.nodes };
  };
  const teams = await gaps.list("teams", () => readConnection(Team, (team) => String(team.databaseId), pageAfter));
  const readings: TeamReading[] = [];
  for (const { databaseId: id, slug, parentTeam, members } of teams) {
    const more = async (after: string | null) => {
      const answer = await api.graphql(teamQuery, { login, slug, members: after }, TeamAnswer);
      return { ...answer.organization.team.members, items: answer.organization.team.members.edges };
    };
    const first = { ...members, items: members.edges };
    const inside = await gaps.list(
      "teams",
      () => readConnection(TeamMember, ({ node }) => String(node.databaseId), more, first),
      slug,
    );
    readings.push({
      ...{ id, slug, parent: parentTeam?.databaseId, members: inside },
      repositories: await readRepositories(reader, slug),
    });
  }
  return readings;
}

async function readRepositories(
  { api, gaps, organization }: Reader,
  slug: string,
): Promise<TeamReading["repositories"]> {
  const path = `orgs/${encodeURIComponent(organization.login)}/teams/${encodeURIComponent(slug)}/repos`;
  const repositories = await gaps.list("teams", () => api.list(path, TeamRepository, { idOf }), slug);
  return repositories.flatMap(({ id, name, role_name, permissions }) => {
    const role = role_name ?? roleOf(permissions);
    if (role === undefined) gaps.incomplete("teams", "a team's role in a repository is not told", `${slug} in ${name}`);
    return role === undefined ? [] : [{ id, name, role }];
  });
}
