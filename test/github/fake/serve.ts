import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Asked, notFound, ok } from "./answer.ts";
import { answerChecks } from "./checks.ts";
import { answerConversation } from "./conversation.ts";
import { answerGit } from "./git.ts";
import { answerPulls } from "./pulls.ts";
import type { FakeState } from "./state.ts";

/** What happens to one request instead of an answer, or after it was done. */
export type Mishap =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly message?: string }
  /** Nothing was done, and the connection breaks; or all was done, and nobody hears of it, or half of it. */
  | "cut"
  | "lost"
  | "halved"
  | "done, then 502";

/** The next so many requests whose `METHOD path` matches. */
export interface Plan {
  readonly on: RegExp;
  readonly mishap: Mishap;
  times: number;
}

export interface FakeExchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export interface FakeGithub {
  readonly api: string;
  readonly state: FakeState;
  readonly exchanges: readonly FakeExchange[];
  readonly plans: Plan[];
  /** Called before a request is answered, for what others do meanwhile. */
  meanwhile: ((request: string) => void) | undefined;
}

/** Starts a GitHub that has one repository and remembers what was done to it; `later` takes it away. */
export async function serveGithub(
  state: FakeState,
  { prefix = "", later }: { readonly prefix?: string; readonly later: (undo: () => void) => void },
): Promise<FakeGithub> {
  const exchanges: FakeExchange[] = [];
  const plans: Plan[] = [];
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  later(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const fake: FakeGithub = { api: `http://127.0.0.1:${port}${prefix}`, state, exchanges, plans, meanwhile: undefined };
  return fake;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", fake.api);
    const sent = await bodyOf(request);
    const method = request.method ?? "GET";
    const path = url.pathname.replace(/^\/api\/(v3|graphql)/u, (whole, what) => (what === "v3" ? "" : whole));
    fake.meanwhile?.(`${method} ${path}`);
    const mishap = takeMishap(`${method} ${path}`);
    if (mishap === "cut") return void response.destroy();
    const isInstead = typeof mishap === "object";
    const answer = isInstead
      ? { status: mishap.status, body: { message: mishap.message ?? "as planned" } }
      : answerTo({ method, path, query: url.searchParams, sent, token: tokenOf(request) });
    exchanges.push({ method, path, query: url.searchParams, body: sent, status: answer.status, answer: answer.body });
    if (mishap === "lost") return void response.destroy();
    send(response, mishap === "done, then 502" ? { status: 502, body: { message: "Bad Gateway" } } : answer, mishap);
  }

  function takeMishap(request: string): Mishap | undefined {
    const plan = plans.find(({ on, times }) => times > 0 && on.test(request));
    if (plan) plan.times -= 1;
    return plan?.mishap;
  }

  function answerTo(given: {
    method: string;
    path: string;
    query: URLSearchParams;
    sent: unknown;
    token: string;
  }): Answer {
    const { method, path, query, sent, token } = given;
    const login = state.logins[token];
    if (login === undefined) return { status: 401, body: { message: "Bad credentials" } };
    if (path.endsWith("/graphql")) return ok({ data: { viewer: { login } } });
    const [, root, owner, repo, ...parts] = path.split("/").map(decodeURIComponent);
    if (root !== "repos" || owner !== state.owner || repo !== state.repo) return notFound;
    const body = typeof sent === "object" && sent !== null ? { ...sent } : {};
    const split = parts.flatMap((part) => part.split("/"));
    const asked: Asked = { method, parts: split, query, body, login, state };
    return answerChecks(asked) ?? answerConversation(asked) ?? answerGit(asked) ?? answerPulls(asked) ?? notFound;
  }
}

function send(response: ServerResponse, { status, body }: Answer, mishap: Mishap | undefined): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  const more = typeof mishap === "object" ? mishap.headers : {};
  const length = text === "" ? {} : { "content-length": Buffer.byteLength(text) };
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...length, ...more });
  if (mishap !== "halved") return void response.end(text);
  response.write(text.slice(0, Math.floor(text.length / 2)));
  setTimeout(() => response.destroy(), 50);
}

function tokenOf(request: IncomingMessage): string {
  return (request.headers.authorization ?? "").replace(/^(token|bearer) /iu, "");
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return text === "" ? undefined : JSON.parse(text);
}
