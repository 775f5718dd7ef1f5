import { describe, expect, test } from "vitest";
import { inOrder } from "../../../src/collect/http/in-order.ts";
import { readOrder } from "../../../src/collect/http/read-order.ts";
import { HttpOptions } from "../../../src/collect/http/schema.ts";
import { failureOf } from "../files/collect-from.ts";
import { accounts, collectFrom, outcome, people, type Reply } from "./collect-from.ts";

const nested = `reads:
  groups:
    path: groups
    records:
      - {kind: group, id: "{id}", expect: {min: 1}, fields: {name: id, kind: {value: app}}}
  members:
    forEach: groups
    when: {from: open, equals: true}
    path: groups/{id}/members
    query: {of: "{id}"}
    items: list
    records:
      - {kind: membership, id: "{$parent.id}:{$value}", expect: {min: 1}, fields: {group: {ref: group, id: "{$parent.id}"}, member: {ref: account, id: "{$value}"}}}
`;

describe("lists that depend on another", () => {
  const ids = ["a", "b/../../admin", "c d?x=1#y", "..", "é\u202e", "shut"];
  const reply = (url: URL): Reply => {
    if (url.pathname === "/v1/groups") return { body: ids.map((id) => ({ id, open: id !== "shut" })) };
    const [, id] = /^\/v1\/groups\/([^/]+)\/members$/u.exec(url.pathname) ?? [];
    return id === undefined ? { status: 404, body: {} } : { body: { list: [`u-${decodeURIComponent(id)}`] } };
  };

  test("ids are encoded as one segment; one that would step up the path is not asked for", async () => {
    const collected = await collectFrom(reply, nested);
    expect(collected.asked.toSorted()).toEqual(
      [
        "/v1/groups",
        "/v1/groups/a/members?of=a",
        "/v1/groups/b%2F..%2F..%2Fadmin/members?of=b%2F..%2F..%2Fadmin",
        "/v1/groups/c%20d%3Fx%3D1%23y/members?of=c+d%3Fx%3D1%23y",
        "/v1/groups/%C3%A9%E2%80%AE/members?of=%C3%A9%E2%80%AE",
      ].toSorted(),
    );
    const [group, membership] = collected.source.kinds;
    expect(group).toMatchObject({ completeness: "full" });
    expect(membership).toMatchObject({
      completeness: "partial",
      warnings: [expect.stringContaining("give no address")],
    });
    expect(collected.source.records.map(({ record }) => record)).toContainEqual({
      ...{ id: "membership:app/main/b/../../admin:u-b/../../admin", group: "group:app/main/b/../../admin" },
      ...{ member: "account:app/main/u-b/../../admin", memberType: "account", source: "unknown" },
    });
  });

  test("one that is refused leaves the others; after twenty the rest is not asked for", async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ id: `g${index}`, open: true }));
    const collected = await collectFrom(
      (url) => (url.pathname === "/v1/groups" ? { body: many } : { status: 403, body: {} }),
      nested,
    );
    expect(collected.source.kinds.map(({ completeness }) => completeness)).toEqual(["full", "denied"]);
    expect(collected.asked.length).toBeLessThan(30);
  });

  test("four at a time, and the order of answers changes nothing", async () => {
    let running = 0;
    let most = 0;
    const ids = Array.from({ length: 12 }, (_, index) => `g${index}`);
    const slow = (delay: (index: number) => number) => async (url: URL) => {
      if (url.pathname === "/v1/groups") return { body: ids.map((id) => ({ id, open: true })) };
      running++;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, delay(ids.indexOf(url.pathname.split("/")[3] ?? ""))));
      running--;
      return { body: { list: ["ana", url.pathname] } };
    };
    const forwards = await collectFrom(
      slow((index) => index * 2),
      nested,
    );
    const backwards = await collectFrom(
      slow((index) => 24 - index * 2),
      nested,
    );
    expect(forwards.source).toEqual(backwards.source);
    expect(most).toBe(4);
  });
});

describe("signing in", () => {
  const login = (more = "") => `auth:
  login:
    path: token
    values: {id: env:ID, secret: env:SECRET}
    body: {grant_type: client_credentials, client_id: "{id}", client_secret: "{secret}"}
    form: true
    token: {at: access.token}
${more}`;
  const env = { ID: "me", SECRET: "s3cret&more=1" };

  test("a token from the answer's body, asked for again once when it runs out", async () => {
    let given = 0;
    const bodies: string[] = [];
    const collected = await collectFrom(
      async (url, request) => {
        if (url.pathname === "/v1/token") {
          for await (const part of request) bodies.push(String(part));
          return { body: { access: { token: `t${++given}` } } };
        }
        const isGood = request.headers.authorization === `Bearer t${given}` && (given > 1 || url.search === "");
        if (!isGood) return { status: 401, body: {} };
        return {
          body: { data: url.search === "" ? people(0, 2) : people(2, 3), next: url.search === "" ? "x" : null },
        };
      },
      login() + accounts("items: data\npaging: {by: cursor, at: next, parameter: after}\n"),
      env,
    );
    expect(outcome(collected)).toEqual({ completeness: "full", records: 3, warnings: "" });
    expect(given).toBe(2);
    expect(bodies[0]).toBe("grant_type=client_credentials&client_id=me&client_secret=s3cret%26more%3D1");
  });

  test("a new token that is refused too ends it: nobody signs in for ever", async () => {
    let given = 0;
    const run = collectFrom(
      (url) =>
        url.pathname === "/v1/token" ? { body: { access: { token: `t${++given}` } } } : { status: 401, body: {} },
      login() + accounts(),
      env,
    );
    expect((await failureOf(run)).join()).toContain("collect/denied");
    expect(given).toBe(2);
  });

  test("two lists that refuse every token are signed in for once", async () => {
    let given = 0;
    const other = (name: string) =>
      `  ${name}:\n    path: ${name}\n    records:\n      - {kind: group, id: "{id}", expect: {min: 1}, fields: {name: id, kind: {value: app}}}\n`;
    const collected = await collectFrom(
      (url) => {
        if (url.pathname === "/v1/token") return { body: { access: { token: `t${++given}` } } };
        return url.pathname === "/v1/users" ? { body: people(0, 2) } : { status: 401, body: {} };
      },
      login() + accounts() + other("wards") + other("zones"),
      env,
    );
    expect(collected.source.kinds.map(({ kind, completeness }) => `${kind} ${completeness}`)).toEqual([
      ...["group denied", "account full"],
    ]);
    expect(given).toBe(2);
  });

  test.each<[string, Reply, string]>([
    ["no token", { body: { access: {} } }, "collect/bad-answer"],
    ["a token that would break the header", { body: { access: { token: "a\r\nX: y" } } }, "collect/bad-answer"],
    ["a refusal", { status: 401, body: {} }, "collect/denied"],
  ])("%s is a failure of the source", async (_name, reply, code) => {
    const problems = await failureOf(collectFrom(() => reply, login() + accounts(), env));
    expect(problems.join()).toContain(code);
    expect(problems.join()).not.toContain("s3cret");
  });

  test.each<[string, string, string]>([
    [
      "basic",
      "auth: {basic: {user: me, password: env:SECRET}}\n",
      `authorization: Basic ${Buffer.from("me:s3cret&more=1").toString("base64")}`,
    ],
    ["header", "auth: {header: {name: X-Key, value: env:SECRET}}\n", "x-key: s3cret&more=1"],
    ["bearer", "auth: {bearer: env:SECRET}\n", "authorization: Bearer s3cret&more=1"],
  ])("by %s", async (_name, keys, header) => {
    const seen = new Set<string>();
    const { source } = await collectFrom(
      (_url, { headers }) => {
        for (const [name, value] of Object.entries(headers)) seen.add(`${name}: ${value}`);
        return { body: people(0, 1) };
      },
      `${keys}headers: {X-Version: "7"}\n${accounts()}`,
      env,
    );
    expect(source.records).toHaveLength(1);
    expect([...seen]).toEqual(expect.arrayContaining([header, "x-version: 7"]));
  });
});

describe("answers", () => {
  test("maps, single items, big numbers and hostile names", async () => {
    const evil = "Eve\n::error::\u0000\u202e\u001b[31m";
    const keys = `reads:
  table:
    path: table
    items: users
    records:
      - {kind: account, id: "{$key}", expect: {min: 1}, fields: {kind: {value: human}, status: {value: active}, displayName: name}}
  me:
    path: me
    single: true
    records:
      - {kind: tenant, id: "{no}", expect: {min: 1}, fields: {kind: {value: org}, externalId: no}}
`;
    const { source } = await collectFrom(
      (url) => ({
        body:
          url.pathname === "/v1/me"
            ? { no: "12345678901234567890" }
            : { users: { u1: { name: evil }, u2: { name: "B", password: "x" } } },
      }),
      keys,
    );
    expect(source.records.map(({ record }) => record)).toEqual([
      { externalId: "12345678901234567890", id: "tenant:app/main/12345678901234567890", kind: "org" },
      {
        app: "app",
        id: "account:app/main/u1",
        displayName: evil,
        kind: "human",
        status: "active",
        rawStatus: "active",
      },
      { app: "app", id: "account:app/main/u2", displayName: "B", kind: "human", status: "active", rawStatus: "active" },
    ]);
  });

  test("a whole source fails when every list is refused, and not when one is", async () => {
    const keys = accounts() + nested.replace("reads:\n", "");
    expect(await failureOf(collectFrom(() => ({ status: 403, body: {} }), keys))).toEqual([
      expect.stringContaining("collect/denied"),
    ]);
    const some = await collectFrom(
      (url) => (url.pathname === "/v1/users" ? { body: people(0, 2) } : { status: 403, body: {} }),
      keys,
    );
    expect(some.source.kinds.map(({ kind, completeness }) => `${kind} ${completeness}`)).toEqual([
      ...["group denied", "membership denied", "account full"],
    ]);
  });
});

describe("the config", () => {
  const good = {
    base: "https://api.example.com/v1",
    auth: { bearer: "env:KEY" },
    reads: { users: { path: "users", records: [] } },
  };
  const record = { kind: "account", id: "{id}", fields: { kind: { value: "human" }, status: { value: "active" } } };
  const withRead = (read: object) => ({ ...good, reads: { users: { path: "users", records: [record], ...read } } });
  test.each<[string, object, RegExp]>([
    ["an address in the clear", { ...withRead({}), base: "http://api.example.com" }, /https address/u],
    ["credentials in the address", { ...withRead({}), base: "https://u:hunter2@api.example.com" }, /https address/u],
    ["a token itself", { ...withRead({}), auth: { bearer: "hunter2" } }, /env:NAME or file:PATH/u],
    [
      "two ways to sign in",
      { ...withRead({}), auth: { bearer: "env:A", header: { name: "X-K", value: "env:A" } } },
      /exactly one/u,
    ],
    [
      "a header that is a credential",
      { ...withRead({}), headers: { "X-Api-Key": "hunter2" } },
      /looks like a credential/u,
    ],
    ["a parameter that is one", withRead({ query: { access_token: "hunter2" } }), /looks like a credential/u],
    [
      "a password in the login",
      {
        ...withRead({}),
        auth: { login: { path: "t", values: {}, body: { a: { password: "hunter2" } }, token: { at: "t" } } },
      },
      /a secret itself does not belong/u,
    ],
    [
      "a name without a value",
      { ...withRead({}), auth: { login: { path: "t", values: {}, body: { a: "{b}" }, token: { at: "t" } } } },
      /not in `values`/u,
    ],
    ["a path with a host", withRead({ path: "https://evil.example/users" }), /must be a path from `base` on/u],
    ["a path with a query", withRead({ path: "users?a=b" }), /must be a path from `base` on/u],
    ["a template without forEach", withRead({ path: "users/{id}" }), /needs `forEach`/u],
    ["a read that is not there", withRead({ forEach: "people" }), /there is no read people/u],
    ["a read of itself", withRead({ forEach: "users" }), /depends on itself/u],
    ["a total in the wrong place", withRead({ records: [{ ...record, total: "count" }] }), /say `total` of the read/u],
    ["no records at all", good, /no read makes any records/u],
    ["one item with pages", withRead({ single: true, paging: { by: "link" } }), /neither `items` nor pages/u],
    ["a name of files", withRead({ records: [{ ...record, id: "{$file}" }] }), /\$file has no meaning/u],
  ])("refuses %s", (_name, options, message) => {
    const issues = JSON.stringify(HttpOptions.safeParse(options).error?.issues);
    expect(issues).toMatch(message);
    expect(issues).not.toContain("hunter2");
  });

  test("reads come after what they depend on, whatever their order in the file", () => {
    const read = (forEach?: string) => ({ path: "x", records: [record], ...(forEach && { forEach }) });
    const { reads } = HttpOptions.parse({ ...good, reads: { a: read("c"), b: read(), c: read("b"), d: read() } });
    expect(readOrder(reads)).toEqual(["b", "d", "c", "a"]);
  });
});

test("results come in order, and no more run than allowed", async () => {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  const step = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 10 - item));
    running--;
    return item;
  };
  for await (const one of inOrder([1, 2, 3, 4, 5, 6, 7], 3, step)) results.push(one);
  expect({ results, most }).toEqual({ results: [1, 2, 3, 4, 5, 6, 7], most: 3 });
});
