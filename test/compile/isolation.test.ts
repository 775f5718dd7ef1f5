// @module-tag long
import { describe, expect, test } from "vitest";
import { evaluatePolicies } from "../../src/compile/index.ts";
import { capabilities, moduleOf } from "./samples.ts";

/** The shipped capabilities, widened by built-ins that reach outside or depend on the moment. */
function widened(): string {
  const parsed: { builtins: unknown[] } = JSON.parse(capabilities);
  const any = { type: "any" };
  const object = { type: "object", dynamic: { key: any, value: any } };
  const added = [
    { name: "http.send", decl: { type: "function", args: [object], result: any }, nondeterministic: true },
    {
      name: "net.lookup_ip_addr",
      decl: { type: "function", args: [{ type: "string" }], result: { type: "set", of: any } },
    },
    { name: "opa.runtime", decl: { type: "function", args: [], result: object }, nondeterministic: true },
    {
      name: "rand.intn",
      decl: { type: "function", args: [{ type: "string" }, { type: "number" }], result: { type: "number" } },
    },
    { name: "time.now_ns", decl: { type: "function", args: [], result: { type: "number" } }, nondeterministic: true },
  ];
  return JSON.stringify({ ...parsed, builtins: [...parsed.builtins, ...added] });
}

function resultOf(expression: string) {
  const modules = [moduleOf(`package a\n\nx := ${expression}\n`)];
  return evaluatePolicies({ modules, capabilities: widened(), query: "data.a.x", inputs: ["{}"] });
}

describe("inside the compiler", () => {
  test("there is no environment, whatever the caller's is", async () => {
    expect(process.env.PATH).toBeTruthy();
    expect(await resultOf("opa.runtime()")).toEqual([{ defined: true, value: {} }]);
  });

  test("there is no network, not even a listener on this machine", async () => {
    const { createServer } = await import("node:http");
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      const [found] = await resultOf(
        `http.send({"method": "get", "url": "http://127.0.0.1:${port}", "raise_error": false})`,
      );
      expect(found?.value).toMatchObject({
        status_code: 0,
        error: { code: expect.stringMatching(/^eval_http_send_/) },
      });
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });

  test("there are no files, not even through a file address", async () => {
    const [found] = await resultOf('http.send({"method": "get", "url": "file:///etc/passwd", "raise_error": false})');
    expect(JSON.stringify(found)).not.toContain("root:");
  });

  test("the calendar stands still and chance repeats itself", async () => {
    const first = await resultOf('[time.now_ns(), rand.intn("x", 1000000)]');
    expect(await resultOf('[time.now_ns(), rand.intn("x", 1000000)]')).toEqual(first);
    expect(first).toMatchObject([{ defined: true, value: [0, expect.any(Number)] }]);
  });
});
