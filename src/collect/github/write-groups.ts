import type { KindBook } from "../kind-book.ts";
import type { Gaps } from "./gaps.ts";
import { type IdMaker, instantOf } from "./names.ts";
import type { Reading } from "./reading.ts";
import type { Accounts } from "./write-accounts.ts";

interface Desk {
  readonly groups: KindBook<"group">;
  readonly memberships: KindBook<"membership">;
  readonly accounts: Accounts;
  readonly ids: IdMaker;
  readonly gaps: Gaps;
}

/**
 * Writes teams and who is directly in them. A child team is a member of its parent: what the parent may do, those in the
 * child may do too. Maintainers of a team are its owners.
 */
export function writeGroups({ teams, people }: Reading, { groups, memberships, accounts, ids, gaps }: Desk): void {
  const known = new Set(teams.map(({ id }) => id));
  for (const { id, slug, parent, members } of teams) {
    const group = ids("group", id);
    const people = members.map(({ role, node: { databaseId, login } }) => {
      const account = ids("account", databaseId);
      accounts.of({ id: databaseId, login }, account);
      return { account, role: role.toLowerCase(), native: databaseId };
    });
    groups.add({
      ...{ id: group, name: slug, kind: "team", membershipType: "assigned" },
      owners: people
        .filter(({ role }) => role === "maintainer")
        .map(({ account }) => account)
        .toSorted(),
      ...(parent !== undefined && { parentId: ids("group", parent) }),
    });
    for (const { account, role, native } of people)
      memberships.add({
        ...{ id: ids("membership", `${id}:${native}`), group, member: account, memberType: "account", role },
        ...{ source: "unknown", state: "active" },
      });
    if (parent !== undefined && !known.has(parent))
      gaps.incomplete("teams", "a team's parent is not among the teams that this reader may see", slug);
    else if (parent !== undefined)
      memberships.add({
        ...{ id: ids("membership", `${parent}:team/${id}`), group: ids("group", parent), member: group },
        ...{ memberType: "group", source: "manual", state: "active" },
      });
  }
  for (const { id, created_at, teams: invitedTo } of people.invitations)
    for (const team of invitedTo) {
      const addedAt = instantOf(created_at);
      if (!known.has(team))
        gaps.incomplete("teams", "an invitation names a team that this reader may not see", String(team));
      else
        memberships.add({
          ...{ id: ids("membership", `${team}:invitation/${id}`), group: ids("group", team) },
          ...{
            member: ids("account", `invitation/${id}`),
            memberType: "account",
            source: "invitation",
            state: "pending",
          },
          ...(addedAt !== undefined && { addedAt }),
        });
    }
}
