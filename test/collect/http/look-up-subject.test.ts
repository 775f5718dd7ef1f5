// @module-tag long
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { HttpOptions } from "../../../src/collect/http/schema.ts";
import { reasonsIn, SubjectProject, verdictsIn } from "../subject-project.ts";

interface User {
  id: number;
  login: string;
  state: string;
  roles?: string[];
}

/** An API with users and their roles, keys of each user, and groups with members. Paths are answered otherwise where told. */
interface Api {
  users: User[];
  keys: Record<number, string[]>;
  groups: { id: string; label: string; members: number[] }[];
  readonly otherwise: Map<string, { status: number; body?: unknown }>;
}

const reads = {
  users: {
    ...{ path: "users", items: "data", total: "total", one: "users/{number}", oneAt: "data" },
    records: [
      {
        ...{ kind: "account", id: "u-{number}" },
        fields: {
          ...{ kind: { value: "human" }, userName: "login" },
          status: { from: "state", map: { on: "active", off: "disabled" } },
        },
      },
      {
        ...{ kind: "grant", each: "*.roles.*", id: "role:{$parent.number}:{$value}", expect: { min: 0 } },
        fields: {
          principal: { ref: "account", id: "u-{$parent.number}" },
          entitlement: { ref: "entitlement", id: "{$value}" },
        },
      },
    ],
  },
  keys: {
    ...{ forEach: "users", path: "users/{number}/keys" },
    records: [
      {
        ...{ kind: "credential", id: "key-{id}", expect: { min: 0 } },
        fields: {
          principal: { ref: "account", id: "u-{$parent.number}" },
          type: { value: "api-key" },
          status: { value: "active" },
        },
      },
    ],
  },
  groups: {
    ...{ path: "groups", one: "groups/{id}" },
    records: [{ kind: "group", id: "{id}", expect: { min: 1 }, fields: { name: "label", kind: { value: "app" } } }],
  },
  members: {
    ...{ forEach: "groups", path: "groups/{id}/members" },
    records: [
      {
        ...{ kind: "membership", id: "{$parent.id}:{$value}", expect: { min: 0 } },
        fields: { group: { ref: "group", id: "{$parent.id}" }, member: { ref: "account", id: "u-{$value}" } },
      },
    ],
  },
};

async function estate(changed: object = {}) {
  const api: Api = {
    users: [
      { id: 1, login: "ada", state: "on", roles: ["admin"] },
      { id: 2, login: "ben", state: "on" },
      { id: 3, login: "dana", state: "on", roles: ["editor"] },
    ],
    keys: { 1: ["k1"], 3: ["k3"] },
    groups: [
      { id: "all", label: "Everybody", members: [1, 2, 3] },
      { id: "own", label: "Dana alone", members: [3] },
    ],
    otherwise: new Map(),
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    asked.push(pathname);
    const isLetIn = request.headers.authorization === "Bearer key-0815";
    const { status, body } = api.otherwise.get(pathname) ?? (isLetIn ? answerOf(api, pathname) : { status: 401 });
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = { collector: "http", role: "application", base, auth: { bearer: "env:KEY" } };
  const project = new SubjectProject({ app: { ...source, reads: { ...reads, ...changed } } });
  project.env = { KEY: "key-0815" };
  await project.collect();
  asked.length = 0;
  return { api, project, asked };
}

function answerOf({ users, keys, groups }: Api, path: string): { status: number; body?: unknown } {
  const shown = users.map(({ id, ...user }) => ({ number: id, ...user }));
  const [, list, id, below] = /^\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/u.exec(path) ?? [];
  if (path === "/users") return { status: 200, body: { data: shown, total: shown.length } };
  if (path === "/groups") return { status: 200, body: groups.map(({ id: group, label }) => ({ id: group, label })) };
  const user = shown.find(({ number }) => list === "users" && String(number) === id);
  const group = groups.find((one) => list === "groups" && one.id === id);
  if (user && below === "keys") return { status: 200, body: (keys[user.number] ?? []).map((key) => ({ id: key })) };
  if (group && below === "members") return { status: 200, body: group.members };
  if (user) return { status: 200, body: { data: user } };
  return group ? { status: 200, body: { id: group.id, label: group.label } } : { status: 404 };
}

test("the item, the lists that depend on it, and the groups are read at their own addresses", async () => {
  const { project, asked, api } = await estate();
  const looked = await project.lookAt("dana");
  expect(verdictsIn(looked)).toEqual([
    "account dana: there",
    "credential api-key: there",
    "grant entitlement:app/main/editor: there",
    "membership Dana alone: there",
    "membership Everybody: there",
  ]);
  expect(looked.code, looked.stderr).toBe(0);
  expect(asked).toEqual([
    ...["/users/3", "/users/3/keys", "/groups/all", "/groups/all/members", "/groups/own", "/groups/own/members"],
  ]);
  Object.assign(api.users[2] ?? {}, { state: "off", roles: ["viewer"] });
  api.keys[3] = [];
  api.groups[0]?.members.pop();
  const off = await project.lookAt("account:app/main/u-3");
  expect(verdictsIn(off)).toEqual([
    "account dana: disabled",
    "credential api-key: gone",
    "grant entitlement:app/main/editor: gone",
    "grant entitlement:app/main/viewer: there",
    "membership Dana alone: there",
    "membership Everybody: gone",
  ]);
  expect(off.code).toBe(0);
});

test("whoever is deleted is gone, because another item was read", async () => {
  const { project, api } = await estate();
  api.users.pop();
  for (const group of api.groups) group.members = group.members.filter((id) => id !== 3);
  const looked = await project.lookAt("dana");
  expect(looked.look.counts).toEqual({ there: 0, disabled: 0, gone: 5, cannotSay: 0 });
  expect(looked.look.sources[0]?.records[0]?.now.seen).toBe("account:app/main/u-1 is there");
});

test("where nobody can be seen nobody is gone", async () => {
  const { project, api } = await estate();
  for (const id of [1, 2, 3]) api.otherwise.set(`/users/${id}`, { status: 404 });
  for (const id of ["all", "own"]) api.otherwise.set(`/groups/${id}`, { status: 404 });
  const looked = await project.lookAt("dana");
  expect(looked.look.counts).toEqual({ there: 0, disabled: 0, gone: 0, cannotSay: 5 });
  expect(looked.code).toBe(2);
});

test("the same number in another tenant is somebody else", async () => {
  const { project, api } = await estate();
  api.users = [
    { id: 1, login: "xia", state: "on", roles: ["admin"] },
    { id: 3, login: "yan", state: "off", roles: ["viewer"] },
  ];
  api.groups = [{ id: "all", label: "Others", members: [1] }];
  const looked = await project.lookAt("dana");
  expect(looked.look.counts).toMatchObject({ disabled: 0, gone: 0 });
  expect(reasonsIn(looked).join()).toContain("goes by the name yan");
});

test.each([
  ["keys that are refused", "/users/3/keys", 403, "credential api-key"],
  ["an item that is refused", "/users/3", 403, "account dana"],
  ["a server that fails", "/users/3", 500, "account dana"],
  ["a group that is refused", "/groups/own", 403, "membership Dana alone"],
])("%s: of what hangs on it nothing is said", async (_what, path, status, record) => {
  const { project, api } = await estate();
  api.otherwise.set(path, { status });
  const looked = await project.lookAt("dana");
  expect(verdictsIn(looked)).toContain(`${record}: cannot-say`);
  expect(looked.look.counts.gone).toBe(0);
  expect(looked.code).toBe(2);
});

test("keys that nobody is shown with any more are not gone, though other things are shown", async () => {
  const { project, api } = await estate();
  api.keys = {};
  expect(verdictsIn(await project.lookAt("dana"))).toContain("credential api-key: cannot-say");
});

test.each([
  ["another item", { data: { number: 7, login: "zoe", state: "on" } }],
  ["no item", { data: [] }],
  ["an item without a status", { data: { number: 3, login: "dana" } }],
])("%s is no answer", async (_what, body) => {
  const { project, api } = await estate();
  api.otherwise.set("/users/3", { status: 200, body });
  const looked = await project.lookAt("dana");
  expect(looked.look.sources[0]?.records[0]?.now.verdict).toBe("cannot-say");
  expect(looked.code).toBe(2);
});

test("a wrong key is tried once", async () => {
  const { project, asked } = await estate();
  project.env = { KEY: "another-key" };
  const looked = await project.lookAt("dana");
  expect(looked.look.counts.cannotSay).toBe(5);
  expect(asked).toEqual(["/users/3"]);
});

test("without `one` nothing is asked, and the reason says what the config lacks", async () => {
  const { one: _one, oneAt: _oneAt, ...users } = reads.users;
  const { project, asked } = await estate({ users });
  const looked = await project.lookAt("dana");
  expect(verdictsIn(looked).slice(0, 1)).toEqual(["account dana: cannot-say"]);
  expect(reasonsIn(looked).join()).toContain("the config does not say how one account of users is read (`one`)");
  expect(asked.some((path) => path.startsWith("/users"))).toBe(false);
  expect(looked.code).toBe(2);
});

test("of a record that may have come from two reads both have to say that it is not there", async () => {
  const { one: _one, oneAt: _oneAt, ...users } = reads.users;
  const { project, api } = await estate({ more: { ...users, path: "users" } });
  api.users.pop();
  const looked = await project.lookAt("dana");
  expect(looked.look.sources[0]?.records[0]?.now).toMatchObject({
    verdict: "cannot-say",
    reason: expect.stringContaining("of more is read"),
  });
});

test("items that are told apart by their keys are found under theirs", async () => {
  const keyed = {
    ...{ path: "users", one: "users/{$key}" },
    records: [
      {
        ...{ kind: "account", each: "*", id: "{$key}", expect: { min: 1 } },
        fields: { kind: { value: "human" }, userName: "$key", status: { value: "active" } },
      },
    ],
  };
  const answers: Record<string, unknown> = { "/users": { ada: {}, dana: {} }, "/users/dana": {}, "/users/ada": {} };
  const server = createServer((request, response) => {
    const body = answers[request.url ?? ""];
    response.writeHead(body ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = { collector: "http", role: "application", base, auth: { bearer: "env:KEY" } };
  const project = new SubjectProject({ app: { ...source, reads: { users: { ...keyed, items: "users" } } } });
  project.env = { KEY: "any" };
  answers["/users"] = { users: { ada: {}, dana: {} } };
  await project.collect();
  expect(verdictsIn(await project.lookAt("dana"))).toEqual(["account dana: there"]);
  delete answers["/users/dana"];
  expect(verdictsIn(await project.lookAt("dana"))).toEqual(["account dana: gone"]);
});

test.each([
  [{ one: "https://elsewhere.example/{number}" }, /must be a path/u],
  [{ one: "users/{number}?all=1" }, /must be a path/u],
  [{ one: "users/{badge}" }, /\{badge\} stands in no `id`/u],
  [{ one: undefined, oneAt: "data" }, /`oneAt` needs `one`/u],
  [{ one: "users/{number}", records: [] }, /makes no records/u],
])("an address of single items that cannot be meant is refused: %j", (keys, message) => {
  const users = { ...reads.users, ...keys };
  const options = { base: "https://app.example.com", auth: { bearer: "env:KEY" }, reads: { ...reads, users } };
  const problems = HttpOptions.safeParse(options).error?.issues.map((issue) => issue.message) ?? [];
  expect(problems.join("\n")).toMatch(message);
});
