import { Collaborator, DeployKey, type Organization, Repository } from "./answers.ts";
import { idOf, type Reader } from "./reader.ts";

/** One repository: who may do what there by itself, and which keys open it. */
export interface RepositoryReading extends Repository {
  readonly collaborators: readonly Collaborator[];
  readonly keys: readonly DeployKey[];
}

/** All repositories, archived ones too: access to them comes back with the day they are opened again. */
export async function readRepositories(
  reader: Reader,
  announced: number | undefined,
  seesSelectedOnly: boolean,
): Promise<readonly RepositoryReading[]> {
  const { api, gaps, organization } = reader;
  const list = `orgs/${encodeURIComponent(organization.login)}/repos`;
  const repositories = await gaps.list("repositories", () =>
    api.list(list, Repository, { query: { type: "all" }, idOf }),
  );
  tellHidden(reader, { listed: repositories.length, announced, seesSelectedOnly });
  const readings: RepositoryReading[] = [];
  for (const repository of repositories) {
    const path = `repos/${encodeURIComponent(repository.owner.login)}/${encodeURIComponent(repository.name)}`;
    const { name } = repository;
    const direct = { query: { affiliation: "direct" }, idOf };
    const collaborators = reader.reads("repositories")
      ? await gaps.list("repositories", () => api.list(`${path}/collaborators`, Collaborator, direct), name)
      : [];
    const keys = reader.reads("deploy-keys")
      ? await gaps.list("deploy-keys", () => api.list(`${path}/keys`, DeployKey, { idOf }), name)
      : [];
    readings.push({ ...repository, collaborators, keys });
  }
  return readings;
}

/** GitHub lists only what the reader may see and calls that all; so every number it gives elsewhere is compared. */
function tellHidden(
  { gaps, organization }: Reader,
  { listed, announced, seesSelectedOnly }: { listed: number; announced: number | undefined; seesSelectedOnly: boolean },
): void {
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
