import { createHash } from "node:crypto";
import { type Answer, type Asked, list, made, notAccessible, notFound, ok, refused, text } from "./answer.ts";
import type { FakeState } from "./state.ts";

/** `/git/…` and `/compare/…`: objects that are named as Git names them, and branches that only move forward. */
export function answerGit(asked: Asked): Answer | undefined {
  const { method, parts, state } = asked;
  const [what, kind, ...rest] = parts;
  if (what === "compare") return compare(state, kind ?? "");
  if (what !== "git") return undefined;
  if (method !== "GET" && !state.may.contents) return notAccessible;
  if (kind === "ref") return reference(state, rest.join("/"));
  if (kind === "refs") return references(asked, rest.join("/"));
  if (kind === "trees") return method === "POST" ? makeTree(asked) : readTree(state, rest[0] ?? "");
  if (kind === "commits") return method === "POST" ? makeCommit(asked) : readCommit(state, rest[0] ?? "");
  return kind === "blobs" ? makeBlob(asked) : undefined;
}

/** Puts a commit with these files on a branch, as somebody's push would. */
export function push(state: FakeState, branch: string, files: Readonly<Record<string, string>>): string {
  const before = state.commits.get(state.refs.get(`heads/${branch}`) ?? "");
  const entries = new Map(before === undefined ? [] : state.trees.get(before.tree));
  for (const [path, content] of Object.entries(files)) entries.set(path, keepBlob(state, Buffer.from(content)));
  const parent = state.refs.get(`heads/${branch}`);
  const parents = parent === undefined ? [] : [parent];
  const sha = keepCommit(state, { tree: keepTree(state, entries), parents, message: "push", isSigned: false });
  state.refs.set(`heads/${branch}`, sha);
  return sha;
}

/** The files of a branch. */
export function filesOn(state: FakeState, branch: string): Record<string, string> {
  const commit = state.commits.get(state.refs.get(`heads/${branch}`) ?? "");
  const tree = commit && state.trees.get(commit.tree);
  return Object.fromEntries([...(tree ?? [])].map(([path, blob]) => [path, String(state.blobs.get(blob))]));
}

function makeBlob({ state, body }: Asked): Answer {
  const bytes = Buffer.from(text(body.content), body.encoding === "base64" ? "base64" : "utf8");
  return made({ sha: keepBlob(state, bytes), url: "https://api.github.example.com/blob" });
}

function makeTree({ state, body }: Asked): Answer {
  const before = state.trees.get(text(body.base_tree));
  if (before === undefined) return refused("base_tree is not a valid tree oid");
  const entries = new Map(before);
  for (const { path, sha } of list(body.tree)) {
    if (sha === null) entries.delete(text(path));
    else if (!state.blobs.has(text(sha))) return refused("tree.sha is not a valid blob");
    else entries.set(text(path), text(sha));
  }
  const sha = keepTree(state, entries);
  return made({ sha, url: "https://api.github.example.com/tree", truncated: false, tree: [] });
}

/** One level, as without `recursive`. Trees below are kept under names of their own. */
function readTree(state: FakeState, sha: string): Answer {
  const entries = state.trees.get(sha);
  if (entries === undefined) return notFound;
  const below = new Map<string, Map<string, string>>();
  const tree: { path: string; type: string; mode: string; sha: string }[] = [];
  for (const [path, blob] of entries) {
    const [first = "", ...rest] = path.split("/");
    if (rest.length === 0) tree.push({ path, type: "blob", mode: "100644", sha: blob });
    else below.set(first, new Map([...(below.get(first) ?? []), [rest.join("/"), blob]]));
  }
  for (const [path, inner] of below) tree.push({ path, type: "tree", mode: "040000", sha: keepTree(state, inner) });
  return ok({ sha, url: "https://api.github.example.com/tree", tree, truncated: false });
}

function makeCommit({ state, body }: Asked): Answer {
  const parents = Array.isArray(body.parents) ? body.parents.map(String) : [];
  const isSigned = body.author === undefined && body.committer === undefined;
  return made({ sha: keepCommit(state, { tree: text(body.tree), parents, message: text(body.message), isSigned }) });
}

function readCommit(state: FakeState, sha: string): Answer {
  const found = state.commits.get(sha);
  return found
    ? ok({ sha, message: found.message, tree: { sha: found.tree, url: "https://example.com/tree" } })
    : notFound;
}

function reference(state: FakeState, name: string): Answer {
  const sha = state.refs.get(name);
  return sha === undefined ? notFound : ok(refShape(name, sha));
}

function references({ method, state, body }: Asked, name: string): Answer {
  if (method === "POST") {
    const fresh = text(body.ref).replace(/^refs\//u, "");
    if (state.refs.has(fresh)) return refused("Reference already exists");
    state.refs.set(fresh, text(body.sha));
    return made(refShape(fresh, text(body.sha)));
  }
  const at = state.refs.get(name);
  if (at === undefined) return refused("Reference does not exist");
  if (method === "DELETE") {
    state.refs.delete(name);
    return { status: 204, body: undefined };
  }
  if (!ancestors(state, text(body.sha)).has(at)) return refused("Update is not a fast forward");
  state.refs.set(name, text(body.sha));
  return ok(refShape(name, text(body.sha)));
}

function compare(state: FakeState, basehead: string): Answer {
  const [base = "", head = ""] = basehead.split("...");
  const has = ancestors(state, head);
  return ok({ behind_by: [...ancestors(state, base)].filter((one) => !has.has(one)).length });
}

function ancestors(state: FakeState, sha: string, seen = new Set<string>()): Set<string> {
  if (seen.has(sha)) return seen;
  seen.add(sha);
  for (const parent of state.commits.get(sha)?.parents ?? []) ancestors(state, parent, seen);
  return seen;
}

function keepBlob(state: FakeState, bytes: Buffer): string {
  const sha = createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
  state.blobs.set(sha, bytes);
  return sha;
}

function keepTree(state: FakeState, entries: ReadonlyMap<string, string>): string {
  const sha = digest([...entries].toSorted());
  state.trees.set(sha, entries);
  return sha;
}

function keepCommit(state: FakeState, commit: Parameters<FakeState["commits"]["set"]>[1]): string {
  const sha = digest([commit, state.commits.size]);
  state.commits.set(sha, commit);
  return sha;
}

function digest(value: unknown): string {
  return createHash("sha1").update(JSON.stringify(value)).digest("hex");
}

function refShape(name: string, sha: string) {
  return { ref: `refs/${name}`, object: { sha, type: "commit", url: "https://api.github.example.com/commit" } };
}
