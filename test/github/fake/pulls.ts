import { type Answer, type Asked, made, notAccessible, notFound, ok, page, refused, text } from "./answer.ts";
import type { FakePull } from "./state.ts";

/** The repository itself, and `/pulls`. */
export function answerPulls({ method, parts, query, body, state }: Asked): Answer | undefined {
  const [what, number] = parts;
  if (what === undefined) return ok({ id: 1, name: state.repo, default_branch: "main" });
  if (what !== "pulls") return undefined;
  if (method === "GET") {
    const head = query.get("head")?.split(":")[1];
    const fits = (one: FakePull) =>
      one.branch === head && one.into === query.get("base") && one.state === query.get("state");
    return ok(page(state.pulls.filter(fits), query).map(shape));
  }
  if (!state.may.contents) return notAccessible;
  if (method === "POST") {
    const [branch, into] = [text(body.head), text(body.base)];
    if (state.pulls.some((one) => one.branch === branch && one.into === into && one.state === "open"))
      return refused(`A pull request already exists for ${state.owner}:${branch}.`);
    state.nextId += 1;
    const fresh = { number: state.nextId, branch, into, title: text(body.title), body: text(body.body), state: "open" };
    state.pulls.push(fresh);
    return made(shape(fresh));
  }
  const found = state.pulls.find((one) => String(one.number) === number);
  if (found === undefined) return notFound;
  Object.assign(found, body);
  return ok(shape(found));
}

function shape({ number, title, body, state }: FakePull) {
  return { number, title, body, state, html_url: `https://github.example.com/acme/access/pull/${number}` };
}
