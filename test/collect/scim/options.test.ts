import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { scimCollector } from "../../../src/collect/scim/index.ts";
import { collectContext } from "../../../src/commands/estate/collect-context.ts";
import { collectorOptions } from "../../../src/config/load-config.ts";
import { parseConfig } from "../../../src/config/read-config.ts";
import { EntitlintError } from "../../../src/errors.ts";
import { readYaml } from "../../../src/positions/read-yaml.ts";
import { worktree } from "../../../src/repository/worktree.ts";

const good = "base: https://crm.example.com/scim/v2\nauth: {bearer: env:TOKEN}";

function sourceOf(keys: string) {
  const head = "version: 1\nsources:\n  crm:\n    collector: scim\n    role: application\n";
  const yaml = `${head}${keys.replace(/^(?=.)/gmu, "    ")}\n`;
  const [source] = parseConfig(readYaml(yaml, "entitlint.yaml"), "entitlint.yaml", collectorOptions()).sources;
  if (!source) throw new Error("no source");
  return source;
}

function problemsOf(keys: string): string {
  try {
    sourceOf(keys);
  } catch (error) {
    if (error instanceof EntitlintError)
      return error.problems.map(({ message, place }) => `${place?.line}: ${message}`).join("\n");
    throw error;
  }
  return "";
}

test("a plain source needs an address and a reference to a token", () => {
  expect(problemsOf(good)).toBe("");
  expect(sourceOf(good).options).toMatchObject({ paging: "auto", pageSize: 100, kind: "human", rights: "seen" });
});

test.each([
  ["base: http://crm.example.com\nauth: {bearer: env:TOKEN}", "6: .*must be an https address"],
  ["base: https://user:pw@crm.example.com\nauth: {bearer: env:TOKEN}", "6: .*must be an https address"],
  ["base: https://crm.example.com/?tenant=1\nauth: {bearer: env:TOKEN}", "6: .*must be an https address"],
  ["base: https://crm.example.com\nauth: {bearer: s3cr3t-token}", "7: .*must be env:NAME or file:PATH"],
  ["base: https://crm.example.com\nauth: {}", "7: .*needs one of bearer, basic and header"],
  [`${good.replace("{", "{basic: {user: a, password: env:P}, ")}`, "not both"],
  [
    `${good.replace("bearer: env:TOKEN", "header: {name: 'X Key', value: env:K}")}`,
    "must be the name of an HTTP header",
  ],
  [`${good.replace("bearer: env:TOKEN", "basic: {user: 'a:b', password: env:P}")}`, "without a colon"],
  [`${good}\npaging: guess`, "8: .*paging"],
  [`${good}\npageSize: 0`, "8: .*pageSize"],
  [`${good}\nkinds: {Service: robot}`, "8: .*kinds"],
  [`${good}\nattributes: {pw: password}`, "looks like a credential"],
  [`${good}\nattributes: {x: "not a path"}`, "must be an attribute such as"],
  [`${good}\nfilter: active eq true`, "filter"],
])("%j is refused, by line, without what may be secret", (keys, told) => {
  const problems = problemsOf(keys);
  expect(problems).toMatch(new RegExp(told, "u"));
  expect(problems).not.toContain("s3cr3t");
});

/** The headers of the first request that a source with this `auth` sends. */
async function headersOf(auth: string, env: Readonly<Record<string, string>>) {
  const seen: NodeJS.Dict<string | string[]>[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(401).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const source = sourceOf(`base: http://127.0.0.1:${port}\nauth: ${auth}`);
  const world = { now: new Date("2026-11-22T09:00:00Z"), env };
  const context = collectContext(source, { tree: worktree("."), folder: "." }, world);
  await expect(scimCollector.collect(context, source.options)).rejects.toThrow("401");
  return seen[0] ?? {};
}

test("names and passwords, tokens and headers of the server's own are sent as they should be", async () => {
  const basic = await headersOf("{basic: {user: ana, password: env:P}}", { P: "pä:ss" });
  expect(basic.authorization).toBe(`Basic ${Buffer.from("ana:pä:ss").toString("base64")}`);
  const bearer = await headersOf("{bearer: env:T, header: {name: X-Tenant, value: env:N}}", { T: "t0k", N: "acme" });
  expect(bearer).toMatchObject({ authorization: "Bearer t0k", "x-tenant": "acme" });
  expect(bearer.accept).toContain("application/scim+json");
  const own = await headersOf("{header: {name: X-Api-Key, value: env:K}}", { K: "k3y" });
  expect(own).toMatchObject({ "x-api-key": "k3y" });
  expect(own.authorization).toBeUndefined();
});

test("a secret that is not there, and an authority that is not there, are told before anything is sent", async () => {
  const run = async (keys: string, env = {}) => {
    const source = sourceOf(keys);
    const world = { now: new Date("2026-11-22T09:00:00Z"), env };
    return await scimCollector.collect(
      collectContext(source, { tree: worktree("test/fixtures"), folder: "." }, world),
      source.options,
    );
  };
  await expect(run(good)).rejects.toThrow("env:TOKEN is not set");
  await expect(run(`${good}\nca: no/such.pem`, { TOKEN: "x" })).rejects.toThrow(/ca/u);
});
