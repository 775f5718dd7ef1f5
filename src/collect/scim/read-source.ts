import { RequestFailure } from "../../network/request-failure.ts";
import type { Drafts } from "./drafts.ts";
import type { Ground } from "./ground.ts";
import type { Listing } from "./listing.ts";
import { type Reader, readList } from "./read-list.ts";
import { takeAgent } from "./take-agent.ts";
import { takeGroup } from "./take-group.ts";
import { takeRight, valueOfRight } from "./take-rights.ts";
import { takeUser } from "./take-user.ts";

/** How one list came out: read to some end, refused, failed, or not there at all. */
export type Came = Listing | RequestFailure | "absent";

export interface Lists {
  readonly users: Came;
  readonly groups: Came;
  readonly agents: Came;
  readonly roles: Came;
  readonly entitlements: Came;
}

/**
 * Reads all lists. Users and groups are asked for whatever the server says it has, the others where it lists them.
 * @throws RequestFailure where users cannot be read for another reason than a missing right, or neither they nor groups
 */
export async function readSource(reader: Reader, drafts: Drafts, ground: Ground): Promise<Lists> {
  const users = await attempt(readList(reader, "Users", (id, user) => takeUser(id, user, drafts, ground)));
  if (users instanceof RequestFailure && users.reason !== "denied") throw users;
  const agents = await ifListed("Agents", (id, agent) => takeAgent(id, agent, drafts, ground));
  // Last of those who hold and are held: who is a member is told apart by what has been read before.
  const groups = await attempt(readList(reader, "Groups", (id, group) => takeGroup(id, group, drafts, ground)));
  // Where both are refused it is the credentials that are wrong, not a right that is missing.
  if (users instanceof RequestFailure && groups instanceof RequestFailure) throw users;
  return {
    users,
    groups: isNotThere(groups, "groups", reader) ? "absent" : groups,
    agents,
    roles: await ifListed("Roles", (id, role) => takeRight("role", id, role, drafts), valueOfRight),
    entitlements: await ifListed("Entitlements", (id, one) => takeRight("entitlement", id, one, drafts), valueOfRight),
  };

  async function ifListed(
    endpoint: string,
    ...how: Parameters<typeof readList> extends [Reader, string, ...infer R] ? R : never
  ): Promise<Came> {
    if (reader.advertised.endpoints?.has(endpoint.toLowerCase()) !== true) return "absent";
    return await attempt(readList(reader, endpoint, ...how));
  }
}

/** A server that neither lists nor answers a kind of resource does not have it. */
function isNotThere(came: Came, endpoint: string, { advertised: { endpoints } }: Reader): boolean {
  const isUnlisted = endpoints !== undefined && !endpoints.has(endpoint);
  return isUnlisted && came instanceof RequestFailure && came.reason === "not-found";
}

async function attempt(reading: Promise<Listing>): Promise<Came> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RequestFailure) return error;
    throw error;
  }
}
