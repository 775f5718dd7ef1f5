import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { scimCollector } from "../../../src/collect/scim/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { type PlainSource, plainSource } from "../plain-source.ts";

export const token = "Zx9-token-of-the-scim-fake";

/** What is asked of a list, from the address or the body of a search. */
export interface Question {
  readonly startIndex?: number;
  readonly count?: number;
  readonly cursor?: string;
  readonly filter?: string;
  /** How often this list was asked before, from 0. */
  readonly turn: number;
}

/** An answer: a status and its body. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** How a list is given out page by page. */
export type Paging = (all: readonly unknown[], question: Question) => unknown;

export interface Api {
  /** Resources by endpoint, such as `Users`, or an answer that is given instead. */
  readonly lists: Record<string, readonly unknown[] | Reply>;
  readonly paging?: Paging;
  readonly config?: Readonly<Record<string, unknown>>;
  /** Endpoints that /ResourceTypes names; all lists unless given. */
  readonly types?: readonly string[];
  /** Users that are no part of any list, or answers to be given for them. */
  readonly hidden?: Record<string, unknown>;
  /** How a list is filtered; without it filters are refused, as by most servers in part. */
  readonly filter?: (all: readonly unknown[], filter: string) => unknown;
}

const listSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

export function listOf(resources: readonly unknown[], more: Readonly<Record<string, unknown>>): unknown {
  return { schemas: [listSchema], ...more, Resources: resources };
}

/** As RFC 7644 §3.4.2.4 has it. */
export const byIndex: Paging = (all, { startIndex = 1, count = 100 }) => {
  const page = all.slice(startIndex - 1, startIndex - 1 + count);
  return listOf(page, { totalResults: all.length, startIndex, itemsPerPage: page.length });
};

export function failing(status: number, scimType?: string): Reply {
  const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status), scimType };
  return { status, body };
}

function isReply(value: unknown): value is Reply {
  return typeof value === "object" && value !== null && "status" in value && "body" in value;
}

/** A SCIM server that answers as told. `log` hears of every request. */
export function scimApi(api: Api, log: (line: string) => void = () => {}): RequestListener {
  const turns = new Map<string, number>();
  return async (request, response) => {
    const { method, url = "" } = request;
    const address = new URL(url, "http://localhost");
    const question = await questionOf(request, address);
    log(`${method} ${address.pathname}${address.search}`);
    const { status, body } = answerTo(address.pathname, request, question);
    response.writeHead(status, { "content-type": "application/scim+json" }).end(JSON.stringify(body));
  };

  function answerTo(path: string, { headers }: IncomingMessage, question: Omit<Question, "turn">): Reply {
    if (headers.authorization !== `Bearer ${token}`) return failing(401);
    const [, endpoint = "", id] = /^\/scim\/v2\/(\w+)(?:\/(.+))?$/u.exec(path) ?? [];
    if (endpoint === "ServiceProviderConfig") return { status: 200, body: api.config ?? {} };
    if (endpoint === "ResourceTypes") return typesOf(api);
    const list = api.lists[endpoint];
    if (id !== undefined && id !== ".search") return oneOf(api, list, decodeURIComponent(id));
    if (list === undefined) return failing(404);
    if (isReply(list)) return list;
    return question.filter === undefined ? paged(endpoint, list, question) : filtered(api, list, question.filter);
  }

  function paged(endpoint: string, list: readonly unknown[], question: Omit<Question, "turn">): Reply {
    const turn = turns.get(endpoint) ?? 0;
    turns.set(endpoint, turn + 1);
    const page = (api.paging ?? byIndex)(list, { ...question, turn });
    return isReply(page) ? page : { status: 200, body: page };
  }
}

function filtered({ filter }: Api, list: readonly unknown[], text: string): Reply {
  if (filter === undefined) return failing(400, "invalidFilter");
  const found = filter(list, text);
  if (isReply(found)) return found;
  const hits = Array.isArray(found) ? found : [];
  return { status: 200, body: listOf(hits, { totalResults: hits.length }) };
}

function typesOf({ types, lists }: Api): Reply {
  const all = (types ?? Object.keys(lists)).map((name) => ({ name, endpoint: `/${name}` }));
  return { status: 200, body: listOf(all, { totalResults: all.length }) };
}

function oneOf({ hidden }: Api, list: readonly unknown[] | Reply | undefined, id: string): Reply {
  const listed = list === undefined || isReply(list) ? [] : list;
  const found = hidden?.[id] ?? listed.find((one) => Object(one).id === id);
  if (found === undefined) return failing(404);
  return isReply(found) ? found : { status: 200, body: found };
}

async function questionOf(request: IncomingMessage, { searchParams }: URL): Promise<Omit<Question, "turn">> {
  if (request.method === "POST") {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    return JSON.parse(Buffer.concat(parts).toString());
  }
  const number = (name: string) => (searchParams.has(name) ? { [name]: Number(searchParams.get(name)) } : {});
  const cursor = searchParams.get("cursor");
  const filter = searchParams.get("filter");
  const texts = { ...(cursor !== null && { cursor }), ...(filter !== null && { filter }) };
  return { ...number("startIndex"), ...number("count"), ...texts };
}

export interface Collected extends PlainSource {
  /** Requests in order. */
  readonly asked: readonly string[];
}

/** Collects from a fake with the given options beside `base` and `auth`, over a real socket. */
export async function collectFrom(api: Api, options = "", role = "application"): Promise<Collected> {
  const asked: string[] = [];
  const server = createServer(scimApi(api, (line) => asked.push(line)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const yaml = `version: 1
sources:
  crm:
    collector: scim
    role: ${role}
    tenant: acme
    base: http://127.0.0.1:${port}/scim/v2
    auth: {bearer: env:TOKEN}
${options.replace(/^(?=.)/gmu, "    ")}
`;
  const [source] = parseConfig(readYaml(yaml, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!source) throw new Error("no source");
  const context = collectContext(
    source,
    { tree: worktree("."), folder: "." },
    {
      ...{ now: new Date("2026-11-22T09:00:00Z"), env: { TOKEN: token } },
      patience: { attempts: 2, firstWait: 1, longestWait: 1, silence: 5 },
    },
  );
  return { ...plainSource(await scimCollector.collect(context, source.options)), asked };
}

/** Users with plain ids and names. */
export function people(count: number): { id: string; userName: string; active: boolean }[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `u${String(index + 1).padStart(4, "0")}`;
    return { id, userName: `${id}@example.com`, active: true };
  });
}

export function kindOf(collected: PlainSource, kind: string) {
  const stated = collected.kinds.find((one) => one.kind === kind);
  const records = collected.records.filter((one) => one.kind === kind).map(({ record }) => record);
  return { completeness: stated?.completeness, warnings: stated?.warnings ?? [], records, stated };
}
