import type { FakeState, FakeTeam } from "./state.ts";

/** Answers the fields that are asked for by name; what a query may ask is checked elsewhere, against GitHub's schema. */
export function answerGraphql(
  state: FakeState,
  query: string,
  variables: Record<string, unknown>,
  pageSize: number,
): unknown {
  const take = (count: number) => Math.min(count, pageSize);
  const after = (name: string) => (typeof variables[name] === "string" ? Number(variables[name]) : 0);
  if (query.includes("enterprise(slug")) {
    if (variables.login !== state.enterprise) return { holder: null };
    return { holder: { ownerInfo: provider(state, after("after"), take(100)) } };
  }
  if (variables.login !== state.login) return { organization: null };
  if (query.includes("externalIdentities"))
    return {
      holder:
        state.hasSaml && !state.enterprise
          ? provider(state, after("after"), take(100))
          : { samlIdentityProvider: null },
    };
  if (query.includes("team(slug")) {
    const team = state.teams.find(({ slug }) => slug === variables.slug);
    return { organization: { team: team ? { members: members(state, team, after("members"), take(100)) } : null } };
  }
  if (query.includes("teams(")) {
    const nodes = state.teams.map((team) => ({
      ...{ databaseId: team.id, slug: team.slug, parentTeam: team.parent ? { databaseId: team.parent } : null },
      members: members(state, team, after("members"), take(100)),
    }));
    return { organization: { teams: { ...connection(nodes, after("after"), take(30), "nodes") } } };
  }
  const edges = state.users
    .filter(({ role }) => role !== "outside")
    .map((user) => ({
      hasTwoFactorEnabled: user.twoFactor ?? null,
      node: {
        ...{ databaseId: user.id, createdAt: "2024-05-06T07:08:09Z", name: user.name ?? null },
        organizationVerifiedDomainEmails: user.verifiedEmails ?? [],
      },
    }));
  return {
    organization: {
      repositories: { totalCount: state.repositories.length },
      membersWithRole: connection(edges, after("after"), take(100), "edges"),
    },
  };
}

function connection(all: readonly unknown[], start: number, size: number, name: "nodes" | "edges") {
  const end = Math.min(start + size, all.length);
  return {
    totalCount: all.length,
    pageInfo: { hasNextPage: end < all.length, endCursor: end > start ? String(end) : null },
    [name]: all.slice(start, end),
  };
}

function members(state: FakeState, team: FakeTeam, start: number, size: number) {
  const edges = Object.entries(team.members).map(([id, role]) => ({
    ...{
      role,
      node: { databaseId: Number(id), login: state.users.find((user) => user.id === Number(id))?.login ?? "?" },
    },
  }));
  return connection(edges, start, size, "edges");
}

/** The id by which SAML and SCIM speak of one person. */
export function guidOf(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`;
}

function provider(state: FakeState, start: number, size: number) {
  const nodes = state.users
    .filter(({ saml }) => saml !== undefined)
    .map(({ id, saml }) => ({
      ...{ guid: guidOf(id), user: { databaseId: id } },
      samlIdentity: {
        ...{ nameId: saml?.nameId ?? null, username: saml?.nameId ?? null, emails: [] },
        attributes: saml?.employeeNumber ? [{ name: "employeeNumber", value: saml.employeeNumber }] : [],
      },
      scimIdentity: null,
    }));
  return { samlIdentityProvider: { externalIdentities: connection(nodes, start, size, "nodes") } };
}
