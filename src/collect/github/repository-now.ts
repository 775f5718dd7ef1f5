import { RequestFailure } from "../../network/request-failure.ts";
import { Repository } from "./answers.ts";
import type { OneDesk } from "./one-desk.ts";

/**
 * The path of a repository that the snapshot knows by number and name.
 * @throws RequestFailure where the name leads to another one, or nowhere
 */
export async function repositoryNow({ api, organization }: OneDesk, id: number, name: string): Promise<string> {
  const path = `repos/${encodeURIComponent(organization.login)}/${encodeURIComponent(name)}`;
  try {
    const repository = await api.one(path, Repository);
    if (repository.id === id) return path;
  } catch (error) {
    // GitHub sends on to where a repository has moved, which says nothing of the rest of the source.
    if (!(error instanceof RequestFailure && error.reason === "redirected")) throw error;
    throw new RequestFailure("refused", path, "the repository has another name by now", { cause: error });
  }
  throw new RequestFailure("refused", path, "the name belongs to another repository by now");
}
