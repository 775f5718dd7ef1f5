import { Invitation, TeamOfInvitation } from "./answers.ts";
import { member, owner } from "./granted.ts";
import { instantOf } from "./names.ts";
import { idOf, orgPath, type Reading } from "./reading.ts";

/** Reads who is invited, as what, and into which teams. */
export async function readInvitations(reading: Reading): Promise<void> {
  const { api, gaps, context, access } = reading;
  const invitations = context.store.notes<Invitation>();
  await gaps.list("invitations", () =>
    api.list(orgPath(reading, "invitations"), Invitation, { idOf }, (invitation) => invitations.add(invitation)),
  );
  for (const invitation of invitations) {
    const { id, role } = invitation;
    const addedAt = instantOf(invitation.created_at);
    writeAccount(invitation, addedAt, reading);
    const more = addedAt === undefined ? {} : { grantedAt: addedAt };
    access.grant(access.account(`invitation/${id}`), role === "admin" ? owner : member, more);
    if (invitation.team_count === 0) continue;
    const teams: number[] = [];
    const path = orgPath(reading, `invitations/${id}/teams`);
    await gaps.list("invitations", () => api.list(path, TeamOfInvitation, { idOf }, (team) => teams.push(team.id)));
    reading.invited.add({ id, addedAt, teams });
  }
}

function writeAccount({ id, login, email }: Invitation, createdAt: string | undefined, reading: Reading): void {
  const { book, ids, context } = reading;
  book.kind("account", []).add({
    ...{ id: ids("account", `invitation/${id}`), app: context.system, kind: "unknown" },
    ...{ status: "invited", rawStatus: "invited" },
    ...(login && { userName: login }),
    ...(email && { emails: [{ value: email }] }),
    ...(createdAt !== undefined && { createdAt }),
  });
}
