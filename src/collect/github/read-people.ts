import { IdTable } from "../../spool/id-table.ts";
import type { Notes } from "../notes.ts";
import { User } from "./answers.ts";
import { baseOf, member, owner } from "./granted.ts";
import type { PartName } from "./parts.ts";
import { readInvitations } from "./read-invitations.ts";
import { type Profiles, readProfiles } from "./read-profiles.ts";
import { readSuspended } from "./read-suspended.ts";
import { idOf, isOwnServer, orgPath, type Reading } from "./reading.ts";

/** Reads who is in the organisation, or may be soon, and what they may do by being there. */
export async function readPeople(reading: Reading): Promise<Profiles> {
  const { options, context } = reading;
  // No list says who is suspended, so everybody has to be asked for later.
  const asked = (options.readUsers ?? isOwnServer(options)) ? context.store.notes<User>() : undefined;
  const members = await readLists(reading, asked);
  const profiles = await readProfiles(reading, members);
  if (reading.reads("invitations")) await readInvitations(reading);
  if (asked) await readSuspended(reading, asked);
  return profiles;
}

/** Reads owners, members and outside collaborators; gives how many of the first two there are. */
async function readLists(reading: Reading, asked: Notes<User> | undefined): Promise<number> {
  const { api, gaps, access, accounts, options } = reading;
  const list = async (part: PartName, path: string, query: Record<string, string>, take: (user: User) => void) =>
    await gaps.list(part, () => api.list(orgPath(reading, path), User, { query, idOf }, take));
  const base = baseOf(reading.organization);
  for (const granted of [owner, member, ...(base ? [base] : [])]) access.entitlement(granted);
  const owners = new IdTable();
  await list("members", "members", { role: "admin" }, (user) => {
    owners.add(idOf(user));
    if (accounts.list(user, "unknown")) asked?.add(user);
    access.grant(access.account(user.id), owner);
  });
  await list("members", "members", { role: "member" }, (user) => {
    if (owners.has(idOf(user))) gaps.incomplete("members", "somebody is listed as owner and as member", user.login);
    if (accounts.list(user, "unknown")) asked?.add(user);
    access.grant(access.account(user.id), member);
    if (base) access.grant(access.account(user.id), base, { direct: false, source: "policy" });
  });
  const { listed } = accounts;
  if (reading.reads("outside-collaborators"))
    await list("outside-collaborators", "outside_collaborators", {}, (user) => {
      accounts.list(user, "external");
      // The cloud says it of memberships, which outside collaborators have none of.
      if (isOwnServer(options)) asked?.add(user);
    });
  if (!gaps.has("members") && owners.size === 0)
    gaps.incomplete("members", "no owner is listed, and every organisation has one");
  return listed;
}
