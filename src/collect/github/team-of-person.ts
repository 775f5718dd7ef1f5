import type { RecordOf } from "../../model/record.ts";
import { nativeIdOf } from "../native-id.ts";
import { User } from "./answers.ts";
import { OneTeam, TeamMembership } from "./answers-of-one.ts";
import { findInList } from "./find-in-list.ts";
import { idMaker } from "./names.ts";
import type { OneDesk, Standing } from "./one-desk.ts";
import { orNone } from "./or-none.ts";
import { idOf, orgPath } from "./reading.ts";

/**
 * Reads whether somebody is in a team that the snapshot knows, and writes it where they are. Gives why nothing follows
 * from their not being there. @throws RequestFailure
 */
export async function teamOfPerson(
  desk: OneDesk,
  standing: Standing,
  { group, member }: Pick<RecordOf<"membership">, "group" | "member">,
): Promise<string | undefined> {
  const { wanted, context, api, book } = desk;
  const { person } = standing;
  const known = wanted.find("group", group);
  const native = known && nativeIdOf(known, context);
  if (known?.kind !== "group" || native === undefined) return "the snapshot does not know the team";
  const path = orgPath(desk, `teams/${encodeURIComponent(known.record.name)}`);
  const team = await api.one(path, OneTeam);
  if (String(team.id) !== native) return `the name ${known.record.name} belongs to another team by now`;
  const one = `${path}/memberships/${encodeURIComponent(person.login)}`;
  const membership = await orNone(() => api.one(one, TeamMembership));
  if (membership === undefined) return await doubtOfList(desk, standing, `${path}/members`);
  book.kind("membership", []).add({
    id: idMaker(context)("membership", `${team.id}:${person.id}`),
    ...{ group, member, memberType: "account", role: membership.role, source: "unknown" },
    state: membership.state === "pending" ? "pending" : "active",
  });
  return undefined;
}

/** GitHub says "not found" as well where memberships are hidden, so that the list has to say the same. */
async function doubtOfList(
  { api }: OneDesk,
  { person, membership }: Standing,
  path: string,
): Promise<string | undefined> {
  const { found, doubt } = await findInList(api, path, User, { idOf }, ({ id }) => id === person.id);
  if (found !== undefined) return "the team lists them and shows no membership of theirs";
  return membership?.state === "pending" ? "they have not joined the organisation yet" : doubt;
}
