import { readFileSync } from "node:fs";
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  createServer as plainServer,
  type RequestListener,
  type ServerResponse,
  request as send,
} from "node:http";
import { createServer as tlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";

export const certificates = join(import.meta.dirname, "../fixtures/network/tls");

/** What really answers: a listener of the test, or the address of a server that runs already (http). */
export type Upstream = RequestListener | string;

/** The whole answer of the upstream. */
export interface Passed {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request, for the fault that may spoil its answer. */
export interface Exchange {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Which request this is of those that the fault is for, from 1. */
  readonly turn: number;
  /** The address of another server, where nothing may ever arrive. */
  readonly elsewhere: string;
  /** Asks the upstream. */
  pass(): Promise<Passed>;
  /** Notes that the fault was really injected. */
  log(what: string): void;
}

export type Certificate = "server" | "self-signed" | "other-name";

export interface FaultServer {
  /** `https://localhost:…`, trusted by those who trust ca.pem of the certificates. */
  readonly base: string;
  /** What was injected, in order. */
  readonly injected: readonly string[];
  /** Requests that arrived elsewhere. */
  readonly astray: readonly string[];
  stop(): Promise<void>;
}

export interface FaultServerOptions {
  readonly upstream: Upstream;
  readonly certificate?: Certificate | undefined;
  /** Which requests are spoilt; `inject` has to answer them. */
  readonly hits?: (url: URL, request: IncomingMessage) => boolean;
  readonly inject?: (exchange: Exchange) => Promise<void>;
}

/** Starts a TLS server that passes requests on to the upstream and spoils those that it is told to. */
export async function startFaultServer(options: FaultServerOptions): Promise<FaultServer> {
  const injected: string[] = [];
  const astray: string[] = [];
  const stray = plainServer((request, response) => {
    astray.push(`${request.method} ${request.url} authorization=${request.headers.authorization ?? ""}`);
    response.end("{}");
  });
  const inner = typeof options.upstream === "string" ? undefined : plainServer(options.upstream);
  const target = inner ? await listening(inner) : String(options.upstream);
  const elsewhere = await listening(stray);
  const name = options.certificate ?? "server";
  let turn = 0;
  const server = tlsServer(
    { cert: readFileSync(join(certificates, `${name}.pem`)), key: readFileSync(join(certificates, `${name}.key`)) },
    (request, response) => {
      const url = new URL(request.url ?? "/", "https://localhost");
      const body = bodyOf(request);
      const pass = async () => await ask(target, request, await body);
      const log = (what: string) => injected.push(what);
      const spoilt = options.inject !== undefined && options.hits?.(url, request) === true;
      if (spoilt) turn++;
      const answered = spoilt
        ? options.inject?.({ url, request, response, turn, elsewhere, pass, log })
        : pass().then((passed) => reply(response, passed));
      answered?.catch((error: Error) => response.destroy(error));
    },
  );
  if (name !== "server") server.on("connection", () => injected.push(`showed the certificate ${name}`));
  const { port } = new URL(await listening(server));
  return {
    base: `https://localhost:${port}`,
    injected,
    astray,
    stop: async () => void (await Promise.all([server, stray, ...(inner ? [inner] : [])].map(stopped))),
  };
}

/** Sends an answer of the upstream on as it came. */
export function reply(response: ServerResponse, { status, headers, body }: Passed): void {
  const { connection, "transfer-encoding": encoding, "content-length": length, ...rest } = headers;
  response.writeHead(status, { ...rest, ...(status !== 204 && { "content-length": body.length }) });
  response.end(body);
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function ask(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const sent = send(`${target}${url}`, {
      ...(method !== undefined && { method }),
      headers: { ...headers, "x-forwarded-proto": "https" },
      agent: false,
    });
    sent.on("error", reject);
    sent.on("response", (answer) => {
      bodyOf(answer).then(
        (whole) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole }),
        reject,
      );
    });
    sent.end(body);
  });
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function stopped(server: Server & { closeAllConnections?: () => void }): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections?.();
  });
}
