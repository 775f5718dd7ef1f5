import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import { type ClientOptions, HttpClient } from "../../src/network/http-client.ts";
import { RequestFailure } from "../../src/network/request-failure.ts";

export const quick = { attempts: 3, firstWait: 1, longestWait: 2, silence: 1 };

export interface Waits {
  readonly waits: { seconds: number; reason: string }[];
}

/** A server for one test: its address, and every request as `METHOD path`. */
export async function serve(listener: RequestListener): Promise<{ base: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, asked };
}

/** A client of it, and the waits that it told of. */
export function clientOf(base: string, more: Partial<ClientOptions> = {}): { client: HttpClient } & Waits {
  const waits: { seconds: number; reason: string }[] = [];
  const client = new HttpClient({
    base,
    headers: async () => ({ authorization: "Bearer t0p" }),
    env: {},
    progress: { page: () => {}, wait: (seconds, reason) => waits.push({ seconds, reason }) },
    patience: quick,
    ...more,
  });
  onTestFinished(() => client.close());
  return { client, waits };
}

export const json = { "content-type": "application/json" };

/** What an expected failure says. */
export async function failure(run: Promise<unknown>): Promise<RequestFailure> {
  const error = await run.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof RequestFailure) return error;
  if (error === undefined) expect.unreachable("it did not fail");
  throw error;
}
