import { createPublicKey, verify } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerGraphql, guidOf } from "./graphql.ts";
import * as shape from "./shapes.ts";
import type { FakeState, FakeUser } from "./state.ts";

/** One exchange, for whoever wants to hold the fake to GitHub's specification. */
export interface FakeExchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly status: number;
  readonly answer: unknown;
  readonly graphql?: string;
}

export interface FakeOptions {
  /** Items on a page at most, however many are asked for. */
  readonly pageSize?: number;
  /** Before the API's paths, as on GitHub Enterprise Server. */
  readonly prefix?: string;
  /** An App's public key in PEM; without it any bearer of `token` is let in. */
  readonly appKey?: string;
  readonly token?: string;
  readonly onExchange?: (exchange: FakeExchange) => void;
  /** May answer a request in place of the fake. */
  readonly before?: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;
}

type Answer = { status: number; body: unknown } | { list: readonly unknown[]; key?: string };

/** A GitHub that knows one organisation and forgets nothing of what a test does to it. */
export function fakeGithub(state: FakeState, options: FakeOptions = {}): RequestListener {
  const { prefix = "", pageSize = 100, token = "app-made-token" } = options;
  return (request, response) => {
    void respond(request, response).catch((error: Error) => response.destroy(error));
  };

  function answerTo(asked: { path: string; query: URLSearchParams; bearer: string; text: string }) {
    const { path, query, bearer, text } = asked;
    const isOfApp = path.endsWith("/installation") || path.endsWith("/access_tokens");
    const isLetIn = isOfApp ? isAppJwt(bearer, options.appKey) : bearer === token;
    if (!isLetIn) return { answer: { status: 401, body: { message: "Bad credentials" } } };
    if (path === "/graphql") {
      const { query: graphql, variables }: { query: string; variables: Record<string, unknown> } = JSON.parse(text);
      return { graphql, answer: { status: 200, body: { data: answerGraphql(state, graphql, variables, pageSize) } } };
    }
    const isThere = prefix === "" || !path.includes("/invitations");
    return { answer: (isThere && route(state, path, query, token)) || { status: 404, body: { message: "Not Found" } } };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(
      request.url ?? "/",
      `${request.headers["x-forwarded-proto"] ?? "http"}://${request.headers.host}`,
    );
    const text = await bodyOf(request);
    if (options.before?.(request, response, url)) return;
    const path = url.pathname.replace(/^\/api(?:\/v3)?(?=\/)/u, prefix === "" ? "$&" : "");
    const method = request.method ?? "GET";
    const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
    const asked = {
      path,
      query: url.searchParams,
      bearer: (request.headers.authorization ?? "").replace(/^Bearer /u, ""),
      text,
    };
    const { answer, graphql } = answerTo(asked);
    const settled = "list" in answer ? paged(answer, url, headers, pageSize) : answer;
    const query = url.searchParams;
    options.onExchange?.({
      method,
      path,
      query,
      status: settled.status,
      answer: settled.body,
      ...(graphql && { graphql }),
    });
    response.writeHead(settled.status, headers).end(JSON.stringify(settled.body));
  }
}

/** Starts the fake on a free port. */
export async function startFake(listener: RequestListener): Promise<{ base: string; stop: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function route(state: FakeState, path: string, query: URLSearchParams, token: string): Answer | undefined {
  const parts = path.split("/").slice(1).map(decodeURIComponent);
  const [root, name, what = "", ...rest] = parts;
  if (root === "users" && name) return single(userCalled(state, name), shape.singleUserShape);
  if (root === "user")
    return single(
      state.users.find(({ id }) => String(id) === name),
      shape.singleUserShape,
    );
  if (root === "app") return { status: 201, body: accessToken(state, token) };
  if (root === "scim") return scim(state, path, query);
  if (root === "repos" && name === state.login) return ofRepository(state, what, rest[0]);
  if (root !== "orgs" || name !== state.login) return undefined;
  if (what === "") return { status: 200, body: shape.organizationShape(state) };
  if (what === "installation")
    return {
      status: 200,
      body: shape.installationShape({ id: 7, appId: 4242, slug: "reader", permissions: {} }, state),
    };
  if (what === "members") return users(state, ({ role, pending }) => role === query.get("role") && !pending);
  if (what === "outside_collaborators") return users(state, ({ role }) => role === "outside");
  if (what === "memberships") return single(memberCalled(state, rest[0]), (user) => shape.membershipShape(user, state));
  if (what === "invitations") return invitations(state, rest);
  if (what === "teams") return ofTeam(state, rest);
  if (what === "repos") return { list: state.repositories.map((one) => shape.repositoryShape(one, state.login)) };
  if (what === "organization-roles") return ofRole(state, rest);
  if (what === "installations")
    return { list: state.installations.map((one) => shape.installationShape(one, state)), key: what };
  if (what === "personal-access-tokens")
    return { list: state.tokens.map((one) => shape.tokenShape(one, userOf(state, one.owner))) };
  return undefined;
}

function single<T>(found: T | undefined, shaped: (one: T) => unknown): Answer | undefined {
  return found === undefined ? undefined : { status: 200, body: shaped(found) };
}

function users(state: FakeState, fits: (user: FakeUser) => boolean): Answer {
  return { list: state.users.filter(fits).map((user) => shape.userShape(user)) };
}

function userOf(state: FakeState, id: number): FakeUser {
  const found = state.users.find((user) => user.id === id);
  if (!found) throw new Error(`the fake has no user ${id}`);
  return found;
}

function invitations(state: FakeState, [id]: readonly string[]): Answer | undefined {
  if (id === undefined) return { list: state.invitations.map((one) => shape.invitationShape(one)) };
  const found = state.invitations.find((one) => String(one.id) === id);
  return (
    found && { list: state.teams.filter((team) => found.teams.includes(team.id)).map((team) => shape.teamShape(team)) }
  );
}

/** Names of people have no capitals of their own. */
function userCalled(state: FakeState, name: string | undefined): FakeUser | undefined {
  return state.users.find(({ login }) => login.toLowerCase() === name?.toLowerCase());
}

function memberCalled(state: FakeState, name: string | undefined): FakeUser | undefined {
  const user = userCalled(state, name);
  return user?.role === "outside" ? undefined : user;
}

/** As GitHub does: with what comes from the parents, and with the members of the teams below. */
function ofTeam(state: FakeState, [slug, what, login]: readonly string[]): Answer | undefined {
  const team = state.teams.find((one) => one.slug === slug);
  if (!team) return undefined;
  if (what === undefined) return { status: 200, body: shape.fullTeamShape(team, state) };
  const teams = [team, ...state.teams.filter(({ parent }) => parent === team.id)];
  const roleOf = ({ id }: FakeUser) => teams.flatMap(({ members }) => members[id]?.toLowerCase() ?? [])[0];
  if (what === "members") return users(state, (user) => roleOf(user) !== undefined);
  if (what === "memberships") {
    const user = memberCalled(state, login);
    const role = user && roleOf(user);
    return role ? { status: 200, body: { role, state: "active", url: "https://api.example.com/tm" } } : undefined;
  }
  const list = state.repositories
    .filter(({ id }) => id in team.repositories)
    .map((one) => ({ ...shape.repositoryShape(one, state.login), role_name: team.repositories[one.id] }));
  return { list };
}

function ofRepository(state: FakeState, name: string, what: string | undefined): Answer | undefined {
  const repository = state.repositories.find((one) => one.name === name);
  if (what === undefined) return single(repository, (one) => shape.fullRepositoryShape(one, state.login));
  if (what === "keys") return repository && { list: repository.keys.map((key) => shape.keyShape(key)) };
  if (what !== "collaborators" || !repository) return undefined;
  const list = Object.entries(repository.collaborators).map(([id, role]) => {
    const [admin, maintain, push] = [role === "admin", role === "maintain", role === "write"];
    const permissions = { admin, maintain, push, triage: false, pull: true };
    return { ...shape.userShape(userOf(state, Number(id))), role_name: role, permissions };
  });
  return { list };
}

function ofRole(state: FakeState, [id, what]: readonly string[]): Answer | undefined {
  if (id === undefined)
    return {
      status: 200,
      body: { total_count: state.roles.length, roles: state.roles.map((one) => shape.roleShape(one, state)) },
    };
  const role = state.roles.find((one) => String(one.id) === id);
  if (!role) return undefined;
  if (what === "teams")
    return {
      list: state.teams
        .filter((team) => role.teams.includes(team.id))
        .map((team) => ({ ...shape.teamShape(team), assignment: "direct" })),
    };
  const direct = role.users.map((user) => ({ ...shape.userShape(userOf(state, user)), assignment: "direct" }));
  const byTeam = state.teams
    .filter((team) => role.teams.includes(team.id))
    .flatMap((team) => Object.keys(team.members));
  const indirect = byTeam.map((user) => ({ ...shape.userShape(userOf(state, Number(user))), assignment: "indirect" }));
  return { list: [...direct, ...indirect] };
}

function scim(state: FakeState, path: string, query: URLSearchParams): Answer | undefined {
  const holder = state.enterprise ? `enterprises/${state.enterprise}` : `organizations/${state.login}`;
  if (path !== `/scim/v2/${holder}/Users`) return undefined;
  const start = Number(query.get("startIndex") ?? 1) - 1;
  const all = state.users
    .filter((user) => user.scim !== undefined)
    .map((user) => shape.scimShape(user, guidOf(user.id)));
  const page = all.slice(start, start + Number(query.get("count") ?? 100));
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"];
  return {
    status: 200,
    body: { schemas, totalResults: all.length, itemsPerPage: page.length, startIndex: start + 1, Resources: page },
  };
}

/** Pages as GitHub does, whose links name the organisation by its number. */
function paged(
  { list, key }: Extract<Answer, { list: unknown }>,
  url: URL,
  headers: Record<string, string>,
  largest: number,
) {
  const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), largest);
  const page = Number(url.searchParams.get("page") ?? 1);
  const items = list.slice((page - 1) * size, page * size);
  if (page * size < list.length) {
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const last = new URL(url);
    last.searchParams.set("page", String(Math.ceil(list.length / size)));
    headers.link = `<${next.href}>; rel="next", <${last.href}>; rel="last"`;
  }
  return { status: 200, body: key === undefined ? items : { total_count: list.length, [key]: items } };
}

function accessToken({ selection }: FakeState, token: string) {
  return { token, expires_at: new Date(Date.now() + 3_600_000).toISOString(), repository_selection: selection };
}

function isAppJwt(jwt: string, key: string | undefined): boolean {
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  if (key === undefined || signature === "") return false;
  const { exp, iss } = JSON.parse(Buffer.from(claims, "base64url").toString());
  const signed = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${claims}`),
    createPublicKey(key),
    Buffer.from(signature, "base64url"),
  );
  return signed && iss === "4242" && exp * 1000 > Date.now() && exp * 1000 < Date.now() + 600_000;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
