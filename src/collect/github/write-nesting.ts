import type { Notes } from "../notes.ts";
import { repositoryRole } from "./granted.ts";
import type { Nesting } from "./nesting.ts";
import type { Team } from "./queries.ts";
import type { Reading } from "./reading.ts";
import { githubReads } from "./reads.ts";

/**
 * Writes what hangs on other teams. A child team is a member of its parent: what the parent may do, those in the child may
 * do too, and that is no grant of its own.
 */
export function writeNesting(teams: Notes<Team>, nesting: Nesting, reading: Reading): void {
  const { book, ids, access, gaps, invited } = reading;
  const memberships = book.kind("membership", githubReads.membership.fields);
  for (const { databaseId: id, slug, parentTeam } of teams) {
    if (parentTeam === null) continue;
    const parent = parentTeam.databaseId;
    if (!nesting.has(parent))
      gaps.incomplete("teams", "a team's parent is not among the teams that this reader may see", slug);
    else
      memberships.add({
        ...{ id: ids("membership", `${parent}:team/${id}`), group: ids("group", parent), member: ids("group", id) },
        ...{ memberType: "group", source: "manual", state: "active" },
      });
  }
  for (const one of nesting.open) {
    const more = nesting.isInherited(one) ? ({ direct: false, source: "inherited" } as const) : {};
    access.grant(access.team(one.team), repositoryRole(one.id, one.name, one.role), more);
  }
  for (const { id, addedAt, teams: into } of invited)
    for (const team of into)
      if (!nesting.has(team))
        gaps.incomplete("teams", "an invitation names a team that this reader may not see", String(team));
      else
        memberships.add({
          ...{ id: ids("membership", `${team}:invitation/${id}`), group: ids("group", team) },
          ...{ member: ids("account", `invitation/${id}`), memberType: "account" },
          ...{ source: "invitation", state: "pending" },
          ...(addedAt !== undefined && { addedAt }),
        });
}
