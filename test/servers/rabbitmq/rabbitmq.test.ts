import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type HttpProject, httpProject } from "../http-project.ts";
import { leaksIn } from "../leaks.ts";
import { type RabbitMq, startRabbitMq } from "./start.ts";

const secrets = { auditor: "Auditor-Of-Queues-771", others: "Others-Of-Queues-882" };
/** `hash` empty: no login by password. */
const users: Readonly<Record<string, { tags: string; hash?: "" }>> = {
  auditor: { tags: "administrator" },
  monitor: { tags: "monitoring" },
  ana: { tags: "administrator,monitoring" },
  "robot/1 ü": { tags: "" },
  certificate: { tags: "", hash: "" },
};
const vhosts = ["/", "shop/eu"];
const permissions = [
  ["ana", "/", ".*"],
  ["robot/1 ü", "/", "^jobs"],
  ["ana", "shop/eu", "^x"],
] as const;

let server: RabbitMq;
let good: HttpProject;

beforeAll(async () => {
  server = await startRabbitMq();
  await seed();
  good = project();
  const { code, stderr } = await good.run("collect");
  expect(code, stderr).toBe(0);
}, 400_000);
afterAll(async () => {
  good?.remove();
  await server?.stop();
});

async function seed(): Promise<void> {
  const { user, password } = server.admin;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const put = async (path: string, body: object) => {
    const headers = { authorization, "content-type": "application/json" };
    const answer = await fetch(`${server.base}/${path}`, { method: "PUT", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  };
  for (const name of vhosts) await put(`vhosts/${encodeURIComponent(name)}`, {});
  for (const [name, { tags, hash }] of Object.entries(users)) {
    const login = name === "auditor" ? secrets.auditor : secrets.others;
    await put(
      `users/${encodeURIComponent(name)}`,
      hash === "" ? { password_hash: "", tags } : { password: login, tags },
    );
  }
  for (const [name, vhost, pattern] of permissions)
    await put(`permissions/${encodeURIComponent(vhost)}/${encodeURIComponent(name)}`, {
      ...{ configure: pattern, write: pattern, read: pattern },
    });
}

function config(paging = ""): string {
  return `version: 1
sources:
  queues:
    collector: http
    role: application
    base: ${server.base}
    auth: {basic: {user: auditor, password: env:QUEUES_PASSWORD}}
    reads:
      users:
        path: users
        key: "{name}"
${paging}        records:
          - kind: account
            id: "{name}"
            expect: {min: 1}
            fields: {kind: {value: unknown}, status: {value: active}, userName: name}
          - kind: entitlement
            id: "tag:{$value}"
            each: "*.tags.*"
            expect: {min: 1}
            fields: {kind: {value: role}, name: $value}
          - kind: grant
            id: "{$parent.name}:tag:{$value}"
            each: "*.tags.*"
            expect: {min: 1}
            fields: {principal: {ref: account, id: "{$parent.name}"}, entitlement: {ref: entitlement, id: "tag:{$value}"}}
      vhosts:
        path: vhosts
        key: "{name}"
      permissions:
        forEach: vhosts
        path: vhosts/{name}/permissions
        records:
          - kind: entitlement
            id: "vhost:{vhost}"
            expect: {min: 1}
            fields: {kind: {value: namespace}, name: "{vhost}"}
          - kind: grant
            id: "{user}:vhost:{vhost}"
            expect: {min: 1}
            fields: {principal: {ref: account, id: "{user}"}, entitlement: {ref: entitlement, id: "vhost:{vhost}"}}
`;
}

function project(yaml = config()): HttpProject {
  return httpProject({ "entitlint.yaml": yaml }, { QUEUES_PASSWORD: secrets.auditor });
}

const nativeOf = (id: unknown) => decodeURIComponent(String(id).split("/").slice(2).join("/"));

describe("RabbitMQ, of which the code knows nothing", () => {
  test("users are accounts, whatever their names", () => {
    const found = good.records("queues", "account").map(({ userName }) => userName);
    expect(found.toSorted()).toEqual([...Object.keys(users), "guest"].toSorted());
  });

  test("tags and permissions are grants, below virtual hosts of names with slashes too", () => {
    const tags = Object.entries(users).flatMap(([name, { tags: list }]) =>
      list
        .split(",")
        .filter(Boolean)
        .map((tag) => `${name} tag:${tag}`),
    );
    const rights = permissions.map(([name, vhost]) => `${name} vhost:${vhost}`);
    // Who makes a virtual host may use it; guest may use the first one from the beginning.
    const own = ["guest tag:administrator", "guest vhost:/", "guest vhost:shop/eu"];
    const found = good
      .records("queues", "grant")
      .map((one) => `${nativeOf(one.principal)} ${nativeOf(one.entitlement)}`);
    expect(found.toSorted()).toEqual([...tags, ...rights, ...own].toSorted());
  });

  test("password hashes, which the API gives to whoever may list users, are nowhere", async () => {
    const { user, password } = server.admin;
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    const list: { password_hash: string }[] = await (
      await fetch(`${server.base}/users`, { headers: { authorization } })
    ).json();
    const hashes = list.map((one) => one.password_hash).filter((hash) => hash !== "");
    // All but the one who cannot log in by password, and guest.
    expect(hashes.length).toBe(Object.keys(users).length - 1 + 1);
    const env = { QUEUES_PASSWORD: secrets.auditor };
    expect(await leaksIn(good.folder, [...hashes, ...Object.values(secrets)], env)).toEqual([]);
  });

  test("pages by number, which end at the announced number of pages, because the next one is an error", async () => {
    const paging = `        items: items
        total: filtered_count
        paging: {by: page, parameter: page, pages: page_count, size: {parameter: page_size, value: 2}}
`;
    // Only lists of queues, connections and the like have pages; users have none, and the answer is a bare list then.
    const paged = project(config(paging));
    onTestFinished(paged.remove);
    const { code, stderr } = await paged.run("collect");
    const bare = stderr.includes("no list at items");
    expect(code).toBe(bare ? 2 : 0);
    expect(paged.standing("queues").completeness.account).toBe(bare ? "partial" : "full");
  });

  test.each(["robot/1 ü", "monitor"])("%s may not list users, which RabbitMQ says with 401", async (user) => {
    const poor = httpProject(
      { "entitlint.yaml": config().replace("user: auditor", `user: ${JSON.stringify(user)}`) },
      { QUEUES_PASSWORD: secrets.others },
    );
    onTestFinished(poor.remove);
    const { code, stderr } = await poor.run("collect");
    expect(code).toBe(2);
    expect(stderr).toContain("[collect/denied]");
    expect(stderr).not.toContain(secrets.others);
  });
});
