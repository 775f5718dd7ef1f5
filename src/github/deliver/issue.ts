import * as z from "zod";
import type { GithubClient } from "../client.ts";
import type { Sticky } from "../payload/sticky.ts";
import type { Run } from "../run.ts";
import { isSameBody } from "./same-body.ts";

const Issue = z.looseObject({
  number: z.int(),
  title: z.string(),
  state: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.looseObject({ login: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
});
type Issue = z.infer<typeof Issue>;

const list = "GET /repos/{owner}/{repo}/issues";
const create = "POST /repos/{owner}/{repo}/issues";
const update = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";

/**
 * Keeps one issue about what a scheduled run finds: edited in place, closed once there is nothing to do, opened again when
 * there is. Somebody who closes it while there is still drift meets it again, because closing is no decision.
 */
export async function deliverIssue(
  client: GithubClient,
  { owner, repo }: Run,
  sticky: Sticky,
): Promise<Issue | undefined> {
  const creator = await client.login();
  const at = { owner, repo };
  const find = async () => {
    const parameters = { ...at, creator, state: "all", sort: "created", direction: "asc" };
    for await (const issue of client.each(list, parameters, z.array(Issue)))
      if (isOurs(issue, creator, sticky)) return issue;
    return undefined;
  };
  const { title, body, isCall } = sticky;
  const found = await find();
  if (found === undefined) return isCall ? client.write(create, { ...at, title, body }, Issue, find) : undefined;
  const state = isCall ? "open" : "closed";
  if (found.state === state && found.title === title && isSameBody(found.body, body)) return found;
  return client.write(update, { ...at, issue_number: found.number, title, body, state }, Issue);
}

function isOurs({ user, body, pull_request }: Issue, login: string, { marker }: Sticky): boolean {
  return user?.login === login && body?.startsWith(marker) === true && pull_request === undefined;
}
