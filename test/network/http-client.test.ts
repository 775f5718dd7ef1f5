import { createServer, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { retryAfterSeconds } from "../../src/network/transport-failure.ts";
import { clientOf, failure, json, serve } from "./serve.ts";

describe("trying again", () => {
  test.each([500, 502, 503, 408, 429])("%i, then an answer", async (status) => {
    const { base, asked } = await serve((_request, response) =>
      response.writeHead(asked.length < 3 ? status : 200, json).end('{"ok":true}'),
    );
    expect(await clientOf(base).client.json("things")).toEqual({ ok: true });
    expect(asked).toEqual(["GET /things", "GET /things", "GET /things"]);
  });

  test.each([400, 401, 403, 404, 409, 422])("%i is final", async (status) => {
    const { base, asked } = await serve((_request, response) => response.writeHead(status, json).end("{}"));
    expect((await failure(clientOf(base).client.json("x"))).status).toBe(status);
    expect(asked).toHaveLength(1);
  });

  test("as many attempts as patience has, and no more", async () => {
    const { base, asked } = await serve((_request, response) => response.writeHead(500, json).end("{}"));
    expect((await failure(clientOf(base).client.json("x"))).reason).toBe("server-failed");
    expect(asked).toHaveLength(3);
  });

  test("what the server asks to wait is waited and told", async () => {
    const { base, asked } = await serve((_request, response) =>
      asked.length === 1
        ? response.writeHead(429, { "retry-after": "1" }).end()
        : response.writeHead(200, json).end("{}"),
    );
    const { client, waits } = clientOf(base);
    const from = performance.now();
    await client.json("x");
    expect(performance.now() - from).toBeGreaterThan(990);
    expect(waits).toEqual([{ seconds: 1, reason: "rate-limited" }]);
  });

  test("a wait longer than patience is not waited", async () => {
    const { base, asked } = await serve((_request, response) =>
      response.writeHead(403, { "retry-after": "3600" }).end(),
    );
    const { client, waits } = clientOf(base);
    const { reason, retryAfter } = await failure(client.json("x"));
    expect({ reason, retryAfter, waits, asked: asked.length }).toEqual({
      ...{ reason: "rate-limited", retryAfter: 3600, waits: [], asked: 1 },
    });
  });

  test("Retry-After in seconds, as a date, in the past, and as nonsense", () => {
    const now = Date.parse("2026-11-22T08:00:00Z");
    const of = (text: string | null) => retryAfterSeconds(text, now);
    expect(["7", "Sun, 22 Nov 2026 08:00:30 GMT", "Sun, 22 Nov 2026 07:00:00 GMT", "soon", null].map(of)).toEqual([
      ...[7, 30, 0, undefined, undefined],
    ]);
  });

  test("headers are asked for anew each time", async () => {
    const seen: (string | undefined)[] = [];
    const { base } = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(seen.length === 1 ? 500 : 200, json).end("{}");
    });
    let count = 0;
    await clientOf(base, { headers: async () => ({ authorization: `t${++count}` }) }).client.json("x");
    expect(seen).toEqual(["t1", "t2"]);
  });
});

describe("staying on one origin", () => {
  test.each(["http://other.example/x", "//other.example/x", "https://127.0.0.1/x", "http://user:pw@127.0.0.1:PORT/x"])(
    "a link to %s is refused, and nothing is asked",
    async (link) => {
      const { base, asked } = await serve((_request, response) => response.end());
      const target = link.replace("PORT", new URL(base).port);
      expect(() => clientOf(base).client.address(target)).toThrow(/leads to/u);
      expect(asked).toEqual([]);
    },
  );

  test("no redirect is followed, and its address is not repeated", async () => {
    const { base, asked } = await serve((_request, response) =>
      response.writeHead(302, { location: "https://other.example/?token=t0p" }).end(),
    );
    const { reason, message } = await failure(clientOf(base).client.json("x"));
    expect(reason).toBe("redirected");
    expect(message).toContain("to https://other.example");
    expect(message).not.toContain("t0p");
    expect(asked).toHaveLength(1);
  });

  test("the query, which may hold a cursor or key, is in no message", async () => {
    const { base } = await serve((_request, response) => response.writeHead(400, json).end("{}"));
    expect((await failure(clientOf(base).client.json("x", { query: { after: "s3cret" } }))).message).not.toContain(
      "s3cret",
    );
  });
});

describe("answers that are none", () => {
  test.each([
    ["text/html", "<html>", "bad-answer"],
    ["application/json", '{"a":', "bad-answer"],
    ["", "{}", "bad-answer"],
    ["application/json", Buffer.from([0x22, 0xff, 0x22]), "bad-answer"],
  ])("%s %s", async (type, body, reason) => {
    const { base } = await serve((_request, response) =>
      response.writeHead(200, type === "" ? {} : { "content-type": type }).end(body),
    );
    expect((await failure(clientOf(base).client.json("x"))).reason).toBe(reason);
  });

  test.each(["application/json; charset=utf-8", "application/scim+json", "APPLICATION/JSON"])(
    "%s is JSON",
    async (type) => {
      const { base } = await serve((_request, response) =>
        response.writeHead(200, { "content-type": type }).end("[1]"),
      );
      expect(await clientOf(base).client.json("x")).toEqual([1]);
    },
  );

  test("a body beyond the limit is given up where the limit is reached", async () => {
    let sent = 0;
    const { base } = await serve((_request, response) => {
      response.writeHead(200, json);
      const more = () => {
        if (response.destroyed) return;
        sent += 1 << 16;
        response.write(Buffer.alloc(1 << 16), () => setImmediate(more));
      };
      more();
    });
    const { reason, isPassing } = await failure(clientOf(base, { largest: 1 << 20 }).client.json("x"));
    expect({ reason, isPassing }).toEqual({ reason: "too-large", isPassing: false });
    expect(sent).toBeLessThan(64 << 20);
  });

  test("a body of no announced length is measured while it is read", async () => {
    const { base } = await serve((_request, response) => {
      response.writeHead(200, json);
      for (const part of ['["', "x".repeat(2 << 20), '"]']) response.write(part);
      response.end();
    });
    expect((await failure(clientOf(base, { largest: 1 << 20 }).client.json("x"))).reason).toBe("too-large");
  });

  test("a length beyond the limit is not even read", async () => {
    const { base, asked } = await serve((_request, response) =>
      response.writeHead(200, { ...json, "content-length": String(2 << 20) }).flushHeaders(),
    );
    expect((await failure(clientOf(base, { largest: 1 << 20 }).client.json("x"))).reason).toBe("too-large");
    expect(asked).toHaveLength(1);
  });

  test("a connection that ends in the body, and one that falls silent", async () => {
    const { base } = await serve((request, response) => {
      response.writeHead(200, { ...json, "content-length": "100" }).write('{"a":');
      if (request.url === "/cut") setTimeout(() => response.socket?.destroy(), 5);
    });
    const patience = { attempts: 1, firstWait: 1, longestWait: 1, silence: 0.2 };
    for (const path of ["cut", "silent"])
      expect((await failure(clientOf(base, { patience }).client.json(path))).reason).toBe("unreachable");
  });

  test("nobody there", async () => {
    const { reason, message } = await failure(clientOf(await closedPort()).client.json("x"));
    expect(reason).toBe("unreachable");
    expect(message).toContain("ECONNREFUSED");
  });
});

test("what keeps a request from being made at all is told", async () => {
  expect((await failure(clientOf("http://127.0.0.1:1").client.json("x"))).message).toContain("bad port");
});

test("a form is sent as one", async () => {
  const seen: string[] = [];
  const { base } = await serve(async (request, response) => {
    for await (const part of request) seen.push(`${request.headers["content-type"]} ${part}`);
    response.writeHead(200, json).end("{}");
  });
  await clientOf(base).client.ask("x", { method: "POST", form: { user: "a b", password: "&=" } });
  expect(seen).toEqual(["application/x-www-form-urlencoded user=a+b&password=%26%3D"]);
});

describe("proxies", () => {
  test.each([
    [{ HTTP_PROXY: "PROXY" }, 1],
    [{ http_proxy: "PROXY" }, 1],
    [{ HTTP_PROXY: "PROXY", NO_PROXY: "127.0.0.1" }, 0],
    [{}, 0],
  ])("%j leads %i requests through the proxy", async (env, through) => {
    const { base } = await serve((_request, response) => response.writeHead(200, json).end("{}"));
    const proxy = await startProxy();
    const replaced = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace("PROXY", proxy.url)]),
    );
    await clientOf(base, { env: replaced }).client.json("x");
    expect(proxy.passed).toHaveLength(through);
  });
});

async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

/** A proxy that passes on, by CONNECT or by absolute address, and notes what. */
async function startProxy(): Promise<{ url: string; passed: string[] }> {
  const passed: string[] = [];
  const proxy = createServer((request, response) => {
    passed.push(request.url ?? "");
    send(request.url ?? "", (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  });
  proxy.on("connect", (request, socket, head) => {
    passed.push(request.url ?? "");
    const { hostname, port } = new URL(`http://${request.url}`);
    const through = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.write(head);
      through.pipe(socket).pipe(through);
    });
    for (const end of [socket, through]) end.on("error", () => through.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  onTestFinished(() => void proxy.close());
  const { port } = proxy.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, passed };
}
