import type { AccessBook, Granted, Holder } from "./access-book.ts";
import { isPowerful } from "./app-permission.ts";
import type { Gaps } from "./gaps.ts";
import { type IdMaker, instantOf } from "./names.ts";
import type { Reading } from "./reading.ts";
import { capabilityOf } from "./repository-role.ts";
import type { Accounts } from "./write-accounts.ts";

const owner: Granted = { native: "org/owner", kind: "org", name: "owner", privileged: true, capability: ["admin"] };
const member: Granted = { native: "org/member", kind: "org", name: "member", isDefault: true };

type AccountHolder = (native: string | number) => Holder;

interface Desk {
  readonly access: AccessBook;
  readonly accounts: Accounts;
  readonly ids: IdMaker;
  readonly gaps: Gaps;
}

/** Writes what people, teams and Apps may do. What keys may do is written with the keys. */
export function writeAccess(reading: Reading, desk: Desk): void {
  const { people } = reading;
  const { access, ids } = desk;
  const account: AccountHolder = (native) => ({
    ...{ type: "account", id: ids("account", native), native: String(native) },
  });
  for (const granted of [owner, member]) access.entitlement(granted);
  for (const { id } of people.owners) access.grant(account(id), owner);
  for (const { id } of people.members) access.grant(account(id), member);
  for (const { id, role, created_at } of people.invitations) {
    const grantedAt = instantOf(created_at);
    const granted = role === "admin" ? owner : member;
    access.grant(account(`invitation/${id}`), granted, grantedAt === undefined ? {} : { grantedAt });
  }
  writeBase(reading, desk, account);
  writeTeams(reading, desk);
  writeRoles(reading, desk, account);
  writeCollaborators(reading, desk, account);
  writeApps(reading, desk, account);
}

function writeRoles({ roles }: Reading, { access, accounts, ids }: Desk, account: AccountHolder): void {
  for (const role of roles) {
    const granted = roleEntitlement(role);
    access.entitlement(granted);
    for (const user of role.users) {
      accounts.of(user, ids("account", user.id));
      access.grant(account(user.id), granted);
    }
    for (const team of role.teams) access.grant(teamHolder(team, ids), granted);
  }
}

function writeCollaborators({ repositories }: Reading, { access, accounts, ids }: Desk, account: AccountHolder): void {
  for (const { id, name, collaborators } of repositories)
    for (const user of collaborators) {
      accounts.of(user, ids("account", user.id));
      access.grant(account(user.id), repositoryRole(id, name, user.role_name));
    }
}

function writeApps({ machines }: Reading, { access }: Desk, account: AccountHolder): void {
  for (const { app_id, permissions } of machines.installations)
    for (const [name, level] of Object.entries(permissions)) {
      const granted: Granted = { native: `permission/${name}:${level}`, kind: "api-scope", name: `${name}:${level}` };
      access.grant(account(`app/${app_id}`), isPowerful(name, level) ? { ...granted, privileged: true } : granted);
    }
}

/** What every member may do in every repository; owners may do everything anyhow. */
function writeBase({ organization, people }: Reading, { access, gaps }: Desk, account: AccountHolder): void {
  const base = organization.default_repository_permission;
  if (base === undefined || base === null)
    gaps.denied("organization", "GitHub hides the base permission of members on all repositories");
  else if (base !== "none") {
    const granted = { ...repositoryRole("*", "*", base), native: `base/${base}` };
    access.entitlement(granted);
    for (const { id } of people.members) access.grant(account(id), granted, { direct: false, source: "policy" });
  }
}

/** What a team gives: the team itself, and its roles in repositories, of which its parents' are its own only by them. */
function writeTeams({ teams }: Reading, { access, ids }: Desk): void {
  const byId = new Map(teams.map((team) => [team.id, team]));
  for (const team of teams) {
    const holder = teamHolder(team.id, ids);
    access.grant(holder, { native: `team/${team.id}`, kind: "team", name: team.slug }, { source: "system" });
    const inherited = new Set<string>();
    const seen = new Set([team.id]);
    for (
      let parent = byId.get(team.parent ?? 0);
      parent && !seen.has(parent.id);
      parent = byId.get(parent.parent ?? 0)
    ) {
      seen.add(parent.id);
      for (const { id, role } of parent.repositories) inherited.add(`${id}:${role}`);
    }
    for (const { id, name, role } of team.repositories) {
      const isInherited = inherited.has(`${id}:${role}`);
      const more = isInherited ? ({ direct: false, source: "inherited" } as const) : {};
      access.grant(holder, repositoryRole(id, name, role), more);
    }
  }
}

function teamHolder(team: number, ids: IdMaker): Holder {
  return { type: "group", id: ids("group", team), native: `team/${team}` };
}

function repositoryRole(id: number | string, name: string, role: string): Granted {
  const capability = capabilityOf(role);
  return {
    ...{ native: `repo/${id}:${role}`, kind: "repo", name: `${name}:${role}` },
    ...(capability && { capability }),
    ...(role === "admin" && { privileged: true }),
  };
}

function roleEntitlement({ id, name, base_role, permissions }: Reading["roles"][number]): Granted {
  const isPrivileged = base_role === "admin" || base_role === "maintain" || permissions.length > 0;
  return { native: `role/${id}`, kind: "role", name, ...(isPrivileged && { privileged: true }) };
}
