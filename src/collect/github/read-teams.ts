import { TeamRepository } from "./answers.ts";
import { readConnection } from "./connection.ts";
import { repositoryRole } from "./granted.ts";
import { Nesting } from "./nesting.ts";
import { Team, TeamAnswer, TeamMember, TeamsAnswer, teamQuery, teamsQuery } from "./queries.ts";
import { idOf, orgPath, type Reading } from "./reading.ts";
import { githubReads } from "./reads.ts";
import { roleOf } from "./repository-role.ts";
import { writeNesting } from "./write-nesting.ts";

/** Reads all teams with their direct members: one list of members for each team, never one of teams for each member. */
export async function readTeams(reading: Reading): Promise<void> {
  const { api, gaps, organization, context } = reading;
  const { login } = organization;
  const teams = context.store.notes<Team>();
  const nesting = new Nesting(context.store.notes());
  const pageAfter = async (after: string | null) => {
    const { teams: page } = (await api.graphql(teamsQuery, { login, after }, TeamsAnswer)).organization;
    return { ...page, items: page.nodes };
  };
  const teamId = ({ databaseId }: Team) => String(databaseId);
  await gaps.list("teams", () =>
    readConnection(Team, { idOf: teamId, pageAfter }, (team) => {
      nesting.enter(team.databaseId, team.parentTeam?.databaseId);
      teams.add(team);
    }),
  );
  for (const team of teams) {
    await readMembers(team, reading);
    await readRepositories(team, nesting, reading);
  }
  writeNesting(teams, nesting, reading);
}

/** Reads who is directly in a team, and writes it. Its maintainers are its owners. */
async function readMembers({ databaseId: id, slug, parentTeam, members }: Team, reading: Reading): Promise<void> {
  const { api, gaps, organization, book, ids, accounts } = reading;
  const group = ids("group", id);
  const memberships = book.kind("membership", githubReads.membership.fields);
  const owners: string[] = [];
  const pageAfter = async (after: string | null) => {
    const variables = { login: organization.login, slug, members: after };
    const { team } = (await api.graphql(teamQuery, variables, TeamAnswer)).organization;
    return { ...team.members, items: team.members.edges };
  };
  const first = { ...members, items: members.edges };
  const memberId = ({ node }: TeamMember) => String(node.databaseId);
  const take = ({ role, node: { databaseId, login } }: TeamMember) => {
    const account = accounts.of({ id: databaseId, login });
    if (role.toLowerCase() === "maintainer") owners.push(account);
    memberships.add({
      ...{ id: ids("membership", `${id}:${databaseId}`), group, member: account, memberType: "account" },
      ...{ role: role.toLowerCase(), source: "unknown", state: "active" },
    });
  };
  await gaps.list("teams", () => readConnection(TeamMember, { idOf: memberId, pageAfter, first }, take), slug);
  book.kind("group", githubReads.group.fields).add({
    ...{ id: group, name: slug, kind: "team", membershipType: "assigned", owners: owners.toSorted() },
    ...(parentTeam && { parentId: ids("group", parentTeam.databaseId) }),
  });
}

/** Reads what a team may do in repositories, its parents' roles among it. */
async function readRepositories({ databaseId, slug }: Team, nesting: Nesting, reading: Reading): Promise<void> {
  const { api, gaps, access } = reading;
  const team = access.team(databaseId);
  access.grant(team, { native: `team/${databaseId}`, kind: "team", name: slug }, { source: "system" });
  const take = ({ id, name, role_name, permissions }: TeamRepository) => {
    const role = role_name ?? roleOf(permissions);
    if (role === undefined) gaps.incomplete("teams", "a team's role in a repository is not told", `${slug} in ${name}`);
    else if (!nesting.hold(databaseId, { id, name, role })) access.grant(team, repositoryRole(id, name, role));
  };
  const path = orgPath(reading, `teams/${encodeURIComponent(slug)}/repos`);
  await gaps.list("teams", () => api.list(path, TeamRepository, { idOf }, take), slug);
}
