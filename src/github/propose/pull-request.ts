import * as z from "zod";
import type { GithubClient } from "../client.ts";
import type { Repository } from "./file-changes.ts";

const Pull = z.looseObject({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
});
export type Pull = z.infer<typeof Pull>;

export interface Branches {
  readonly at: Repository;
  readonly branch: string;
  readonly into: string;
}

export interface PullText {
  readonly title: string;
  readonly body: string;
}

/** The open pull request from our branch, where there is one. */
export async function openPull(client: GithubClient, { at, branch, into }: Branches): Promise<Pull | undefined> {
  const parameters = { ...at, head: `${at.owner}:${branch}`, base: into, state: "open", per_page: 1 };
  return (await client.ask("GET /repos/{owner}/{repo}/pulls", parameters, z.array(Pull)))[0];
}

/** Opens it, or brings its text up to date. */
export async function settlePull(
  client: GithubClient,
  branches: Branches,
  { title, body }: PullText,
  open: Pull | undefined,
): Promise<Pull> {
  const { at, branch, into } = branches;
  if (open === undefined) {
    const sent = { ...at, title, body, head: branch, base: into };
    return client.write("POST /repos/{owner}/{repo}/pulls", sent, Pull, () => openPull(client, branches));
  }
  if (open.title === title && open.body === body) return open;
  return updatePull(client, at, open, { title, body });
}

export function updatePull(
  client: GithubClient,
  { owner, repo }: Repository,
  { number }: Pull,
  changed: Partial<PullText> & { readonly state?: "closed" },
): Promise<Pull> {
  const sent = { owner, repo, pull_number: number, ...changed };
  return client.write("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", sent, Pull);
}
