import { readConnection } from "./connection.ts";
import type { Known } from "./fields-read.ts";
import { Profile, ProfilesAnswer, profilesQuery } from "./queries.ts";
import type { Reading } from "./reading.ts";

/** What could be read of profiles, and what GitHub announces with them. */
export interface Profiles extends Pick<Known, "hasProfiles" | "hasMfa"> {
  /** How many repositories GitHub says there are. */
  readonly announcedRepositories: number | undefined;
}

/** Reads the members' profiles, and compares the announced number with the `listed` members. */
export async function readProfiles(reading: Reading, listed: number): Promise<Profiles> {
  const { api, gaps, organization, accounts } = reading;
  let announcedRepositories: number | undefined;
  let announcedMembers: number | undefined;
  let hasMfa = false;
  if (!reading.reads("profiles")) return { hasProfiles: false, hasMfa, announcedRepositories };
  const pageAfter = async (after: string | null) => {
    const answer = await api.graphql(profilesQuery, { login: organization.login, after }, ProfilesAnswer);
    const { membersWithRole, repositories } = answer.organization;
    announcedRepositories = repositories.totalCount;
    announcedMembers = membersWithRole.totalCount;
    return { ...membersWithRole, items: membersWithRole.edges };
  };
  const idOf = ({ node }: Profile) => String(node.databaseId);
  const size = await gaps.list("profiles", () =>
    readConnection(Profile, { idOf, pageAfter }, (profile) => {
      hasMfa ||= profile.hasTwoFactorEnabled !== null;
      accounts.know(profile.node.databaseId, { profile });
    }),
  );
  if (announcedMembers !== undefined && announcedMembers !== listed)
    gaps.incomplete("members", `${announcedMembers} members are announced and ${listed} different ones are listed`);
  return { hasProfiles: size > 0 || !gaps.has("profiles"), hasMfa, announcedRepositories };
}
