import type { FakeRepository, FakeState, FakeTeam, FakeUser } from "./state.ts";
import { plantedSecret } from "./state.ts";

/** The answers as GitHub's specification wants them, with the fields that nobody reads but that have to be there. */

const created = "2025-01-02T03:04:05Z";

function urls(base: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${base}/${name}`]));
}

export function userShape({
  id,
  login,
  type = "User",
}: Pick<FakeUser, "id" | "login" | "type">): Record<string, unknown> {
  const base = `https://api.example.com/users/${id}`;
  return {
    ...{ id, login, type, node_id: `U_${id}`, gravatar_id: "", site_admin: false, user_view_type: "public" },
    ...urls(base, [
      ...["avatar_url", "events_url", "followers_url", "following_url", "gists_url", "html_url", "organizations_url"],
      ...["received_events_url", "repos_url", "starred_url", "subscriptions_url", "url"],
    ]),
  };
}

export function singleUserShape(user: FakeUser): Record<string, unknown> {
  return {
    ...userShape(user),
    ...{
      name: user.name ?? null,
      company: null,
      blog: null,
      location: null,
      email: null,
      hireable: null,
      bio: plantedSecret,
    },
    ...{ public_repos: 0, public_gists: 0, followers: 0, following: 0, created_at: created, updated_at: created },
    // Not in the specification, but what servers say.
    ...(user.suspended !== undefined && { suspended_at: user.suspended ? created : null }),
  };
}

export function membershipShape(user: FakeUser, org: FakeState): Record<string, unknown> {
  const role = user.role === "admin" ? "admin" : "member";
  const state = user.pending ? "pending" : "active";
  return {
    ...{ url: "https://api.example.com/m", state, role: user.suspended ? "suspended" : role },
    ...{ organization_url: "https://api.example.com/o", user: userShape(user), direct_membership: true },
    organization: {
      ...userShape(org),
      hooks_url: "x",
      issues_url: "x",
      members_url: "x",
      public_members_url: "x",
      description: plantedSecret,
    },
  };
}

export function organizationShape(state: FakeState): Record<string, unknown> {
  const publics = state.repositories.filter((one) => !one.private).length;
  return {
    ...{ id: state.id, login: state.login, node_id: `O_${state.id}`, type: "Organization", description: plantedSecret },
    ...urls("https://api.example.com/o", [
      ...["url", "repos_url", "events_url", "hooks_url", "issues_url", "members_url", "public_members_url"],
      ...["avatar_url", "html_url"],
    ]),
    ...{ has_organization_projects: true, has_repository_projects: true, public_gists: 0, followers: 0, following: 0 },
    ...{ created_at: created, updated_at: created, archived_at: null, public_repos: publics },
    ...(state.showsTotals && { total_private_repos: state.repositories.length - publics }),
    ...(state.base !== undefined && { default_repository_permission: state.base }),
  };
}

export function teamShape(team: FakeTeam): Record<string, unknown> {
  return {
    ...{ id: team.id, node_id: `T_${team.id}`, slug: team.slug, name: team.slug, description: plantedSecret },
    ...{ permission: "pull", privacy: "closed", type: "organization", parent: null },
    ...urls(`https://api.example.com/t/${team.id}`, ["url", "html_url", "members_url", "repositories_url"]),
  };
}

const repositoryUrls =
  "archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks html issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees";

export function repositoryShape(repository: FakeRepository, owner: string): Record<string, unknown> {
  const base = `https://api.example.com/r/${repository.id}`;
  return {
    ...{
      id: repository.id,
      node_id: `R_${repository.id}`,
      name: repository.name,
      full_name: `${owner}/${repository.name}`,
    },
    ...{ owner: userShape({ id: 9001, login: owner, type: "Organization" }), private: repository.private === true },
    ...{ description: plantedSecret, fork: false, archived: repository.archived === true, url: base },
    ...urls(
      base,
      repositoryUrls.split(" ").map((name) => `${name}_url`),
    ),
  };
}

export function fullTeamShape(team: FakeTeam, org: FakeState): Record<string, unknown> {
  const counts = {
    members_count: Object.keys(team.members).length,
    repos_count: Object.keys(team.repositories).length,
  };
  return {
    ...{ ...teamShape(team), ...counts, created_at: created, updated_at: created },
    organization: { ...organizationShape(org), ...counts, blog: "https://www.example.com" },
  };
}

/** A repository asked for alone. */
export function fullRepositoryShape(repository: FakeRepository, owner: string): Record<string, unknown> {
  const numbers =
    "forks forks_count open_issues open_issues_count size stargazers_count watchers watchers_count network_count subscribers_count";
  const features = "has_issues has_projects has_wiki has_pages has_discussions disabled";
  return {
    ...repositoryShape(repository, owner),
    ...Object.fromEntries(numbers.split(" ").map((name) => [name, 0])),
    ...Object.fromEntries(features.split(" ").map((name) => [name, false])),
    ...urls("https://api.example.com/r", ["clone_url", "git_url", "ssh_url", "svn_url"]),
    ...{ default_branch: "main", homepage: null, language: null, mirror_url: null, license: null },
    ...{ created_at: created, updated_at: created, pushed_at: created },
  };
}

export function keyShape(key: FakeRepository["keys"][number]): Record<string, unknown> {
  return {
    ...{ id: key.id, key: `ssh-ed25519 AAAA${plantedSecret}`, url: `https://api.example.com/k/${key.id}` },
    ...{
      title: plantedSecret,
      verified: true,
      created_at: key.created ?? created,
      read_only: key.readOnly,
      added_by: key.addedBy,
    },
    ...{ last_used: key.lastUsed ?? null, enabled: key.enabled !== false },
  };
}

export function invitationShape({ id, login, email, role, teams }: FakeState["invitations"][number]) {
  return {
    ...{ id, login, email, role, created_at: "2026-11-01T02:03:04Z", failed_at: null, failed_reason: null },
    ...{ inviter: userShape({ id: 11, login: "ada-x" }), team_count: teams.length, node_id: `I_${id}` },
    ...{ invitation_teams_url: `https://api.example.com/i/${id}` },
  };
}

export function roleShape({ id, name, base, permissions }: FakeState["roles"][number], org: FakeState) {
  return {
    ...{ id, name, description: plantedSecret, base_role: base, source: "Predefined", permissions },
    ...{ organization: userShape({ id: org.id, login: org.login }), created_at: created, updated_at: created },
  };
}

export function installationShape(one: FakeState["installations"][number], org: FakeState): Record<string, unknown> {
  return {
    ...{ id: one.id, app_id: one.appId, app_slug: one.slug, permissions: one.permissions, repository_selection: "all" },
    ...{ account: userShape({ id: org.id, login: org.login, type: "Organization" }), target_id: org.id },
    ...{ target_type: "Organization", events: [], created_at: created, updated_at: created, single_file_name: null },
    ...{ suspended_by: null, suspended_at: one.suspended ? created : null },
    ...urls("https://api.example.com/in", ["access_tokens_url", "repositories_url", "html_url"]),
  };
}

export function tokenShape(token: FakeState["tokens"][number], owner: FakeUser): Record<string, unknown> {
  return {
    ...{ id: token.id + 1000, owner: userShape(owner), repository_selection: "all", permissions: token.permissions },
    ...{ repositories_url: "https://api.example.com/pat", access_granted_at: created, token_id: token.id },
    ...{ token_name: plantedSecret, token_expired: token.expired === true, token_expires_at: token.expires },
    token_last_used_at: token.lastUsed ?? "2026-11-19T10:11:12Z",
  };
}

export function scimShape({ login, name, scim, saml }: FakeUser, guid: string): Record<string, unknown> {
  return {
    ...{ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], id: guid, externalId: scim?.externalId ?? null },
    ...{ userName: saml?.nameId ?? login, displayName: name ?? login, active: scim?.active === true },
    ...{ name: { givenName: name ?? "", familyName: "" }, emails: [{ value: saml?.nameId ?? "", primary: true }] },
    meta: { resourceType: "User", created, lastModified: created, location: `https://api.example.com/scim/${guid}` },
  };
}
