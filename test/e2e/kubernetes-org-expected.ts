import type { Reference } from "./kubernetes-org-reference.ts";

/** A finding as the facts alone demand it: `rule object account`. */
export type Expected = ReadonlySet<string>;

/** Who is in which team, and what teams and people are given, by organisation. */
interface Said {
  /** `organisation login` of everybody who has an account. */
  readonly accounts: ReadonlySet<string>;
  /** By `organisation login`, the teams that they are in themselves. */
  readonly teams: ReadonlyMap<string, ReadonlySet<string>>;
  /** By `organisation team`, the repositories with permissions. */
  readonly repos: ReadonlyMap<string, ReadonlySet<string>>;
  /** By `organisation login`, the levels in the organisation itself. */
  readonly levels: ReadonlyMap<string, ReadonlySet<string>>;
  /** By `organisation team`, the team that it lies in. */
  readonly around: ReadonlyMap<string, string>;
}

/**
 * What a check has to find where one set of facts was observed and another one is declared, worked out with sets of text alone:
 * of those who are here whatever is only observed, with one finding for a team and all that comes by it; of those who have gone
 * whatever they hold, or would.
 */
export function expectedFindings(
  observed: Reference,
  declared: Reference,
  hasLeft: (login: string) => boolean,
): Expected {
  const [seen, said] = [saidBy(observed), saidBy(declared)];
  const found = new Set<string>();
  for (const key of new Set([...seen.accounts, ...said.accounts])) {
    const [org = "", login = ""] = key.split(" ");
    const account = `account:github/${org}/${login}`;
    const [was, is] = [grantsOf(key, seen), grantsOf(key, said)];
    if (hasLeft(login)) {
      for (const grant of new Set([...was.keys(), ...is.keys()]))
        found.add(`grant-no-active-record ${grant} ${account}`);
      // What a line gives to somebody who has gone is a finding of its own, though they hold it still.
      for (const entry of declaredAndHeld(key, seen, said))
        found.add(`grant-no-active-record identity:people/main/${login}/${entry} undefined`);
      continue;
    }
    const strange = new Set([...(seen.teams.get(key) ?? [])].filter((team) => !said.teams.get(key)?.has(team)));
    for (const team of strange)
      found.add(`group-policy-drift membership:github/${org}/${team}/login/${login} ${account}`);
    for (const [grant, by] of was)
      if (!is.has(grant) && !(by !== undefined && strange.has(by))) found.add(`group-policy-drift ${grant} ${account}`);
  }
  return found;
}

/** The teams and levels of the organisation that somebody is both given and seen to have. */
function declaredAndHeld(key: string, seen: Said, said: Said): string[] {
  const [org = ""] = key.split(" ");
  const both = (of: "teams" | "levels") => [...(said[of].get(key) ?? [])].filter((one) => seen[of].get(key)?.has(one));
  return [
    ...both("teams").map((team) => `group:github/${org}/${team}`),
    ...both("levels").map((level) => `entitlement:github/${org}/org/${level}`),
  ];
}

/** Every grant that reaches somebody, with the team of theirs by which it does; undefined where it is their own. */
function grantsOf(key: string, { teams, repos, levels, around }: Said): Map<string, string | undefined> {
  const [org = "", login = ""] = key.split(" ");
  const found = new Map<string, string | undefined>();
  for (const level of levels.get(key) ?? []) found.set(`grant:github/${org}/${login}/org/${level}`, undefined);
  // A team that one is in oneself comes before those around it.
  let ring = [...(teams.get(key) ?? [])].toSorted().map((team) => ({ team, by: team }));
  const entered = new Set<string>();
  while (ring.length > 0) {
    const next: typeof ring = [];
    for (const { team, by } of ring) {
      if (entered.has(team)) continue;
      entered.add(team);
      for (const repo of repos.get(`${org} ${team}`) ?? []) found.set(`grant:github/${org}/${team}/repo/${repo}`, by);
      const outer = around.get(`${org} ${team}`);
      if (outer !== undefined) next.push({ team: outer, by });
    }
    ring = next;
  }
  return found;
}

function saidBy({ orgRoles, teamMembers, teamRepos, teams, nested }: Reference): Said {
  const said = {
    accounts: new Set<string>(),
    teams: sets(),
    repos: sets(),
    levels: sets(),
    around: new Map<string, string>(),
  };
  for (const fact of orgRoles) {
    const [org, login, level = ""] = fact.split(" ");
    said.accounts.add(`${org} ${login}`);
    add(said.levels, `${org} ${login}`, level);
  }
  for (const fact of teamMembers) {
    const [org, team = "", login] = fact.split(" ");
    add(said.teams, `${org} ${login}`, team);
  }
  for (const fact of teamRepos) {
    const [org, team, repo, permission] = fact.split(" ");
    add(said.repos, `${org} ${team}`, `${repo}/${permission}`);
  }
  for (const team of nested) {
    const outer = [...teams].filter((one) => team.startsWith(`${one}/`)).toSorted((a, b) => b.length - a.length)[0];
    if (outer !== undefined) said.around.set(team, outer.split(" ")[1] ?? "");
  }
  return said;
}

function sets(): Map<string, Set<string>> {
  return new Map();
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
