import { Collaborator, DeployKey, type Organization, Repository } from "./answers.ts";
import { repositoryRole } from "./granted.ts";
import { idOf, orgPath, type Reading } from "./reading.ts";

/** What GitHub says elsewhere of how many repositories there are for this reader. */
interface Announced {
  readonly announced: number | undefined;
  readonly seesSelectedOnly: boolean;
}

/**
 * Reads who may do what in each repository by itself, and which keys open it; archived ones too: access to them comes back
 * with the day they are opened again.
 */
export async function readRepositories(reading: Reading, expected: Announced): Promise<void> {
  const { api, gaps, context, keys } = reading;
  const repositories = context.store.notes<Repository>();
  const listed = await gaps.list("repositories", () =>
    api.list(orgPath(reading, "repos"), Repository, { query: { type: "all" }, idOf }, (one) => repositories.add(one)),
  );
  tellHidden(reading, listed, expected);
  for (const { id, name, owner } of repositories) {
    const path = `repos/${encodeURIComponent(owner.login)}/${encodeURIComponent(name)}`;
    if (reading.reads("repositories")) await readCollaborators(reading, path, { id, name });
    const take = (key: DeployKey) => keys.add({ key, repository: { id, name } });
    if (reading.reads("deploy-keys"))
      await gaps.list("deploy-keys", () => api.list(`${path}/keys`, DeployKey, { idOf }, take), name);
  }
}

async function readCollaborators(
  { api, gaps, accounts, access }: Reading,
  path: string,
  { id, name }: Pick<Repository, "id" | "name">,
): Promise<void> {
  const direct = { query: { affiliation: "direct" }, idOf };
  const take = ({ role_name, ...user }: Collaborator) => {
    accounts.of(user);
    access.grant(access.account(user.id), repositoryRole(id, name, role_name));
  };
  await gaps.list("repositories", () => api.list(`${path}/collaborators`, Collaborator, direct, take), name);
}

/** GitHub lists only what the reader may see and calls that all; so every number it gives elsewhere is compared. */
function tellHidden({ gaps, organization }: Reading, listed: number, { announced, seesSelectedOnly }: Announced): void {
  const tell = (reason: string) => {
    gaps.incomplete("repositories", reason);
    gaps.incomplete("deploy-keys", reason);
  };
  const total = totalOf(organization);
  if (seesSelectedOnly) tell("the App was let into some repositories only; install it for all");
  if (total === undefined && !seesSelectedOnly)
    tell("how many private repositories there are is hidden from this reader");
  for (const number of new Set([total, announced]))
    if (number !== undefined && number > listed) tell(`${number} repositories are announced and ${listed} are listed`);
}

function totalOf({ public_repos, total_private_repos }: Organization): number | undefined {
  return public_repos === undefined || total_private_repos === undefined
    ? undefined
    : public_repos + total_private_repos;
}
