import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { clientOf, failure, json } from "./serve.ts";

const certificates = join(import.meta.dirname, "../fixtures/network/tls");
const pem = (name: string) => readFileSync(join(certificates, name), "utf8");

/** A server that shows one of the certificates, and what was sent to it. */
async function serveSecurely(name: string): Promise<{ base: string; sent: (string | undefined)[] }> {
  const sent: (string | undefined)[] = [];
  const server = createServer({ cert: pem(`${name}.pem`), key: pem(`${name}.key`) }, (request, response) => {
    sent.push(request.headers.authorization);
    response.writeHead(200, json).end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `https://localhost:${(server.address() as AddressInfo).port}`, sent };
}

test("a server of a known authority gets the token", async () => {
  const { base, sent } = await serveSecurely("server");
  expect(await clientOf(base, { ca: pem("ca.pem") }).client.json("x")).toEqual({});
  expect(sent).toEqual(["Bearer t0p"]);
});

test.each([
  ["of an authority that nobody knows", "server", {}],
  ["of another name", "other-name", { ca: pem("ca.pem") }],
  ["that signed itself", "self-signed", { ca: pem("ca.pem") }],
])("a server %s gets nothing", async (_what, name, trust) => {
  const { base, sent } = await serveSecurely(name);
  expect((await failure(clientOf(base, trust).client.json("x"))).reason).toBe("tls");
  expect(sent).toEqual([]);
});
