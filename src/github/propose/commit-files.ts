import * as z from "zod";
import { EntitlintError } from "../../errors.ts";
import type { GithubClient } from "../client.ts";
import { GithubFailure } from "../failure.ts";
import type { FileChanges, Files, Repository } from "./file-changes.ts";

export const WithSha = z.looseObject({ sha: z.string() });

export interface CommitRequest {
  /** The tree that the files are laid over. */
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly files: Files;
  readonly changes: FileChanges;
}

/**
 * Makes a commit out of nothing but API calls, without author or committer: GitHub then writes the App in, and signs it.
 * Whatever of it is made twice after a lost answer has the same name, or belongs to nothing and is forgotten.
 */
export async function commitFiles(client: GithubClient, at: Repository, request: CommitRequest): Promise<string> {
  const { tree: base_tree, parents, message, files, changes } = request;
  const entries: { path: string; mode: string; type: string; sha: string | null }[] = [];
  for (const path of changes.written) {
    const sha = await writeBlob(client, at, path, files.get(path) ?? new Uint8Array());
    entries.push({ path, mode: "100644", type: "blob", sha });
  }
  for (const path of changes.removed) entries.push({ path, mode: "100644", type: "blob", sha: null });
  const made = await client.write("POST /repos/{owner}/{repo}/git/trees", { ...at, base_tree, tree: entries }, WithSha);
  const commit = { ...at, message, tree: made.sha, parents };
  return (await client.write("POST /repos/{owner}/{repo}/git/commits", commit, WithSha)).sha;
}

async function writeBlob(client: GithubClient, at: Repository, path: string, bytes: Uint8Array): Promise<string> {
  const body = { ...at, content: Buffer.from(bytes).toString("base64"), encoding: "base64" };
  try {
    return (await client.write("POST /repos/{owner}/{repo}/git/blobs", body, WithSha)).sha;
  } catch (error) {
    if (error instanceof GithubFailure && error.isSecret) throw secretFound(path, error);
    throw error;
  }
}

/** There is a way past push protection, and no reason to take it. */
function secretFound(path: string, cause: GithubFailure): EntitlintError {
  return new EntitlintError(
    {
      code: "github/secret-in-snapshot",
      message:
        "GitHub sees a secret in this file and refuses it; a snapshot must never hold one, so nothing was proposed",
      place: { file: path },
      next: "Do not allow the secret on GitHub. Revoke it, take its field out of the mapping, collect again, and report it: taking secrets out has failed here.",
    },
    { cause },
  );
}
