import { type Answer, type Asked, made, notAccessible, notFound, ok, page, refused, text } from "./answer.ts";
import type { FakeComment, FakeIssue, FakeState } from "./state.ts";

/** `/issues`, and their comments. */
export function answerConversation(asked: Asked): Answer | undefined {
  const [what, first, second] = asked.parts;
  if (what !== "issues") return undefined;
  if (text(asked.body.body).length > 65_536) return refused("body is too long (maximum is 65536 characters)");
  if (first === "comments") return editComment(asked, second);
  if (second === "comments") return comments(asked, Number(first));
  return issues(asked, first);
}

function comments({ method, state, query, body, login }: Asked, issue: number): Answer {
  if (method === "GET")
    return ok(
      page(
        state.comments.filter((one) => one.issue === issue),
        query,
      ).map(comment),
    );
  if (!state.may.comments) return notAccessible;
  const fresh: FakeComment = { id: takeId(state), issue, login, body: text(body.body), edits: 0 };
  state.comments.push(fresh);
  return made(comment(fresh));
}

/** A token that may comment may also edit what others wrote, as on GitHub. */
function editComment({ state, body }: Asked, id: string | undefined): Answer {
  const found = state.comments.find((one) => String(one.id) === id);
  if (found === undefined) return notFound;
  if (!state.may.comments) return notAccessible;
  found.body = text(body.body);
  found.edits += 1;
  return ok(comment(found));
}

function issues({ method, state, query, body, login }: Asked, number: string | undefined): Answer {
  if (method === "GET") {
    const by = query.get("creator");
    const which = query.get("state") ?? "open";
    const fits = (one: FakeIssue) => (by === null || one.login === by) && (which === "all" || one.state === which);
    return ok(page(state.issues.filter(fits), query).map(issue));
  }
  if (!state.may.issues) return notAccessible;
  if (method === "POST") {
    const fresh = { number: takeId(state), login, title: text(body.title), body: text(body.body), state: "open" };
    state.issues.push(fresh);
    return made(issue(fresh));
  }
  const found = state.issues.find((one) => String(one.number) === number);
  if (found === undefined) return notFound;
  Object.assign(found, body);
  return ok(issue(found));
}

function takeId(state: FakeState): number {
  state.nextId += 1;
  return state.nextId;
}

function comment({ id, issue: of, login, body }: FakeComment) {
  return {
    id,
    body,
    html_url: `https://github.example.com/acme/access/pull/${of}#issuecomment-${id}`,
    user: user(login),
  };
}

function issue({ number, login, title, body, state, isPull }: FakeIssue) {
  const html_url = `https://github.example.com/acme/access/issues/${number}`;
  return {
    number,
    title,
    body,
    state,
    html_url,
    user: user(login),
    ...(isPull && { pull_request: { url: html_url } }),
  };
}

function user(login: string) {
  return { login, type: login.endsWith("[bot]") ? "Bot" : "User" };
}
