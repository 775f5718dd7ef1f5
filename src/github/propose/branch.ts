import * as z from "zod";
import type { GithubClient } from "../client.ts";
import { GithubFailure } from "../failure.ts";
import type { Repository } from "./file-changes.ts";

const Reference = z.looseObject({ object: z.looseObject({ sha: z.string() }) });
const Comparison = z.looseObject({ behind_by: z.int() });
const Commit = z.looseObject({ tree: z.looseObject({ sha: z.string() }) });

/** The commit of a branch; undefined where there is no such branch. */
export async function headOf(client: GithubClient, at: Repository, branch: string): Promise<string | undefined> {
  try {
    const found = await client.ask(
      "GET /repos/{owner}/{repo}/git/ref/{ref}",
      { ...at, ref: `heads/${branch}` },
      Reference,
    );
    return found.object.sha;
  } catch (error) {
    if (error instanceof GithubFailure && error.status === 404) return undefined;
    throw error;
  }
}

export async function treeOf(client: GithubClient, at: Repository, commit_sha: string): Promise<string> {
  const route = "GET /repos/{owner}/{repo}/git/commits/{commit_sha}";
  return (await client.ask(route, { ...at, commit_sha }, Commit)).tree.sha;
}

/** Whether one commit has all that another has. */
export async function contains(client: GithubClient, at: Repository, head: string, base: string): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
  return (await client.ask(route, { ...at, basehead: `${base}...${head}` }, Comparison)).behind_by === 0;
}

/**
 * Moves a branch on to a commit that follows what we have seen of it, or makes it. Never by force: false where somebody
 * else was faster, whose commit must not be lost.
 */
export async function moveBranch(
  client: GithubClient,
  at: Repository,
  { branch, from, to }: { readonly branch: string; readonly from: string | undefined; readonly to: string },
): Promise<boolean> {
  const isThere = async () => ((await headOf(client, at, branch)) === to ? { object: { sha: to } } : undefined);
  try {
    if (from === undefined) {
      const made = { ...at, ref: `refs/heads/${branch}`, sha: to };
      await client.write("POST /repos/{owner}/{repo}/git/refs", made, Reference, isThere);
    } else {
      const moved = { ...at, ref: `heads/${branch}`, sha: to, force: false };
      await client.write("PATCH /repos/{owner}/{repo}/git/refs/{ref}", moved, Reference, isThere);
    }
    return true;
  } catch (error) {
    if (error instanceof GithubFailure && error.status === 422) return false;
    throw error;
  }
}

export async function removeBranch(client: GithubClient, at: Repository, branch: string): Promise<void> {
  try {
    await client.write("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ...at, ref: `heads/${branch}` }, z.unknown());
  } catch (error) {
    // Gone already: by somebody else, or by a request whose answer was lost.
    if (!(error instanceof GithubFailure) || (error.status !== 422 && error.status !== 404)) throw error;
  }
}
