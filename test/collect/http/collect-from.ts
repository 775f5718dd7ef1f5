import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { httpCollector } from "../../../src/collect/http/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";
import { type PlainSource, plainSource } from "../plain-source.ts";

/** What a fake answers: a value as JSON, with status and headers where they are not the usual. */
export interface Reply {
  readonly body: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Collected {
  readonly source: PlainSource;
  /** Every request, as path and query. */
  readonly asked: readonly string[];
}

/** Collects the source `app` from a server that answers by `reply`; `reads` and further keys are YAML. */
export async function collectFrom(
  reply: (url: URL, request: IncomingMessage) => Reply | Promise<Reply>,
  keys: string,
  env: Readonly<Record<string, string>> = { KEY: "key-0815" },
): Promise<Collected> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    asked.push(url.pathname + url.search);
    const { status = 200, headers = {}, body } = await reply(url, request);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close(() => {}));
  const { port } = server.address() as AddressInfo;
  const auth = keys.includes("auth:") ? "" : "    auth: {bearer: env:KEY}\n";
  const text = `version: 1
sources:
  app:
    collector: http
    role: application
    base: http://127.0.0.1:${port}/v1
${auth}${keys.replace(/^(?=.)/gmu, "    ")}`;
  const [source] = parseConfig(readYaml(text, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!source) throw new Error("no source");
  const patience = { attempts: 2, firstWait: 1, longestWait: 1, silence: 5 };
  const world = { now: new Date("2026-11-22T08:00:00Z"), env, patience };
  const context = collectContext(source, { tree: worktree("."), folder: "." }, world);
  return { source: plainSource(await httpCollector.collect(context, source.options)), asked };
}

/** Reads of accounts from `users`, with further keys of the read. */
export const accounts = (more = "", expect = "expect: {min: 0}") => `reads:
  users:
    path: users
${more.replace(/^(?=.)/gmu, "    ")}    records:
      - {kind: account, id: "{id}", ${expect}, fields: {kind: {value: human}, status: {value: active}, userName: name}}
`;

export const people = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: from + index, name: `p${from + index}` }));

/** What came of the only kind: completeness, number of records, and warnings. */
export function outcome({ source }: Collected) {
  const [kind] = source.kinds;
  return {
    completeness: kind?.completeness,
    records: source.records.length,
    warnings: kind?.warnings.join("\n") ?? "",
  };
}
