import type { Notes } from "../notes.ts";
import { SingleUser, Standing, type User } from "./answers.ts";
import { isOwnServer, orgPath, type Reading } from "./reading.ts";

/**
 * Reads who is suspended, asked one by one, since no list says so: an Enterprise Server says it of the user, the cloud of
 * the membership, both in fields that GitHub's specification leaves out.
 */
export async function readSuspended(reading: Reading, asked: Notes<User>): Promise<void> {
  const { api, gaps, accounts } = reading;
  const isServer = isOwnServer(reading.options);
  for (const { id, login } of asked) {
    const name = encodeURIComponent(login);
    const ask = isServer
      ? async () => await api.one(`users/${name}`, SingleUser)
      : async () => (await api.one(orgPath(reading, `memberships/${name}`), Standing)).user;
    const user = await gaps.try("users", undefined, ask, login);
    if (user !== undefined && user.id !== id) gaps.incomplete("users", "a name belongs to somebody else by now", login);
    if (user?.suspended_at) accounts.know(id, { isSuspended: true });
  }
}
