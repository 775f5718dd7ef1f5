import * as z from "zod";
import type { GithubClient } from "../client.ts";
import { GithubFailure } from "../failure.ts";
import type { Sticky } from "../payload/sticky.ts";
import type { Run } from "../run.ts";
import { isSameBody } from "./same-body.ts";

const Comment = z.looseObject({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.looseObject({ login: z.string() }).nullish(),
});
type Comment = z.infer<typeof Comment>;

const list = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const create = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const update = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";

/**
 * Keeps one comment on a pull request: edits its own where there is one, because editing sends no mail, and writes a new one
 * only where `mayStart`. Whoever copies our marker into a comment of theirs gets it not edited.
 */
export async function deliverComment(
  client: GithubClient,
  { owner, repo, pull }: Run & { readonly pull: number },
  sticky: Sticky,
  mayStart: boolean,
): Promise<Comment | undefined> {
  const login = await client.login();
  const at = { owner, repo, issue_number: pull };
  const find = async () => {
    for await (const comment of client.each(list, at, z.array(Comment)))
      if (comment.user?.login === login && comment.body?.startsWith(sticky.marker)) return comment;
    return undefined;
  };
  const edit = async (found: Comment) => {
    if (isSameBody(found.body, sticky.body)) return found;
    return client.write(update, { owner, repo, comment_id: found.id, body: sticky.body }, Comment);
  };
  const start = () => (mayStart ? client.write(create, { ...at, body: sticky.body }, Comment, find) : undefined);
  const found = await find();
  if (found === undefined) return start();
  return edit(found).catch((error: unknown) => {
    // Somebody deleted it between our looking and our writing.
    if (error instanceof GithubFailure && error.status === 404) return start();
    throw error;
  });
}
