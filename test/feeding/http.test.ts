import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { companyAt, lists, type Turn } from "./company.ts";
import { roles, type System } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";
import { recordsOf } from "./mapping.ts";

const token = "of-no-use-4711";
let turn: Turn = 1;

/** An API of nobody's that has a list of the company at each path. */
const server = createServer((request, response) => {
  const list = request.url?.split("/").at(-1) ?? "";
  const rows = Object.entries(companyAt(turn)).find(([name]) => name === list)?.[1];
  const isLetIn = request.headers.authorization === `Bearer ${token}`;
  response.writeHead(!isLetIn ? 401 : rows ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(isLetIn && rows ? { total: rows.length, items: rows } : {}));
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}/v1`;
});
afterAll(() => void server.close());

function source(system: System): object {
  const reads = lists[system].map((list) => [
    list,
    { path: list, items: "items", total: "total", paging: { by: "none" }, records: recordsOf[list] },
  ]);
  return { role: roles[system], base, auth: { bearer: "env:API_TOKEN" }, reads: Object.fromEntries(reads) };
}

holdCells({
  collector: "http",
  shared: ["app", "dir"],
  env: { API_TOKEN: token },
  sources: (now) => {
    turn = now;
    return { hr: source("hr"), dir: source("dir"), app: source("app"), log: source("log") };
  },
});
