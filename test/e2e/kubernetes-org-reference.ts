import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** What the files of one date say, read without anything of entitlint: one line of text per fact, logins and repositories in lower case. */
export interface Reference {
  /** `organisation login admin|member` */
  readonly orgRoles: ReadonlySet<string>;
  /** `organisation team/path login maintainer|member` */
  readonly teamMembers: ReadonlySet<string>;
  /** `organisation team/path repository permission` */
  readonly teamRepos: ReadonlySet<string>;
  /** `organisation team/path`; names of teams may hold slashes too. */
  readonly teams: ReadonlySet<string>;
  /** `organisation login permission`: whoever is in a team has what the teams around it have too. */
  readonly permissions: ReadonlySet<string>;
  /** The teams that lie within another. */
  readonly nested: ReadonlySet<string>;
}

interface Team {
  readonly members?: readonly unknown[];
  readonly maintainers?: readonly unknown[];
  readonly repos?: Readonly<Record<string, string>>;
  readonly teams?: Readonly<Record<string, Team>>;
}
type File = Team & { readonly admins?: readonly unknown[] };

export function readReference(folder: string): Reference {
  const sets = {
    orgRoles: new Set<string>(),
    teamMembers: new Set<string>(),
    teamRepos: new Set<string>(),
    teams: new Set<string>(),
    nested: new Set<string>(),
    permissions: new Set<string>(),
  };
  for (const org of readdirSync(join(folder, "config"), { withFileTypes: true })) {
    if (!org.isDirectory()) continue;
    const top = join(folder, "config", org.name);
    const main = readFile(join(top, "org.yaml"));
    for (const login of main.admins ?? []) sets.orgRoles.add(`${org.name} ${fold(login)} admin`);
    for (const login of main.members ?? []) sets.orgRoles.add(`${org.name} ${fold(login)} member`);
    for (const fact of sets.orgRoles) {
      const [where, login, level] = fact.split(" ");
      if (where === org.name) sets.permissions.add(`${where} ${login} org/${level}`);
    }
    addTeams(main, org.name, [], sets);
    for (const group of readdirSync(top, { withFileTypes: true }))
      if (group.isDirectory()) addTeams(readFile(join(top, group.name, "teams.yaml")), org.name, [], sets);
  }
  return sets;
}

function addTeams(
  file: Team,
  org: string,
  above: readonly string[],
  sets: { [K in keyof Reference]: Set<string> },
  around: readonly string[] = [],
): void {
  for (const [name, team] of Object.entries(file.teams ?? {})) {
    const path = [...above, name];
    const key = `${org} ${path.join("/")}`;
    sets.teams.add(key);
    if (above.length > 0) sets.nested.add(key);
    for (const login of team.members ?? []) sets.teamMembers.add(`${key} ${fold(login)} member`);
    for (const login of team.maintainers ?? []) sets.teamMembers.add(`${key} ${fold(login)} maintainer`);
    for (const [repo, permission] of Object.entries(team.repos ?? {}))
      sets.teamRepos.add(`${key} ${fold(repo)} ${permission}`);
    const all = [...around, ...permissionsOf(team)];
    addPermissions(team, org, all, sets.permissions);
    addTeams(team, org, path, sets, all);
  }
}

function permissionsOf({ repos }: Team): string[] {
  return Object.entries(repos ?? {}).map(([repo, permission]) => `repo/${fold(repo)}/${permission}`);
}

function addPermissions(
  { members, maintainers }: Team,
  org: string,
  all: readonly string[],
  permissions: Set<string>,
): void {
  for (const login of [...(members ?? []), ...(maintainers ?? [])])
    for (const permission of all) permissions.add(`${org} ${fold(login)} ${permission}`);
}

function readFile(path: string): File {
  return parse(readFileSync(path, "utf8"));
}

function fold(name: unknown): string {
  return String(name).toLowerCase();
}
