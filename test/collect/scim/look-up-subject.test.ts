// @module-tag long
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { reasonsIn, SubjectProject, verdictsIn } from "../subject-project.ts";
import { type Api, failing, scimApi, token } from "./scim-api.ts";

interface User {
  readonly id: string;
  userName: string;
  active: boolean;
  roles?: { value: string }[];
  groups?: { value: string; type?: string }[];
  emails?: { value: string }[];
}

interface Estate {
  readonly api: Api & {
    lists: { Users: User[]; Groups: { id: string; displayName?: string; members?: { value: string }[] }[] };
  };
  readonly project: SubjectProject;
  readonly asked: string[];
  readonly dana: User;
}

/** A collected application: Dana, who has a role and is in a group, and others who do not change. */
async function estate(more: Partial<Api> = {}, role = "application"): Promise<Estate> {
  const person = (id: string, active = true): User => ({ id, userName: `${id}@example.com`, active });
  const dana = { ...person("dana"), roles: [{ value: "editor" }] };
  const users: User[] = [{ ...person("ada"), roles: [{ value: "admin" }] }, person("ben"), person("cleo", false), dana];
  const everybody = users.map(({ id }) => ({ value: id }));
  const groups = [
    { id: "all", displayName: "Everybody", members: everybody },
    { id: "own", displayName: "Dana alone", members: [{ value: "dana" }] },
  ];
  const api = { ...more, lists: { Users: users, Groups: groups } };
  const asked: string[] = [];
  const server = createServer(scimApi(api, (line) => asked.push(line)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`;
  const project = new SubjectProject({
    crm: { collector: "scim", role, tenant: "acme", base, auth: { bearer: "env:TOKEN" } },
  });
  project.env = { TOKEN: token };
  await project.collect();
  asked.length = 0;
  return { api, project, asked, dana };
}

const who = "dana@example.com";
const all = ["account", "grant", "membership", "membership"];

function without({ api }: Estate, id: string): void {
  api.lists.Users.splice(
    api.lists.Users.findIndex((user) => user.id === id),
    1,
  );
  for (const group of api.lists.Groups) group.members = group.members?.filter(({ value }) => value !== id) ?? [];
}

test("whoever is still there is, with rights and groups, and is asked for by id", async () => {
  const { project, asked } = await estate();
  const looked = await project.lookAt(who);
  expect(verdictsIn(looked)).toEqual([
    "account dana@example.com: there",
    "grant editor: there",
    "membership Dana alone: there",
    "membership Everybody: there",
  ]);
  expect(looked.code, looked.stderr).toBe(0);
  expect(looked.look.sources[0]?.records[0]).toMatchObject({
    id: "account:crm/acme/dana",
    snapshot: { status: "active", rawStatus: "true", observedAt: "2026-11-22T09:00:00Z" },
    now: { verdict: "there", status: "active", rawStatus: "true" },
  });
  expect(asked.filter((line) => !line.includes("filter"))).toEqual([
    "GET /scim/v2/Users/dana",
    "GET /scim/v2/Groups/all",
    "GET /scim/v2/Groups/own",
  ]);
});

test("whoever is switched off is disabled, and what was taken is gone because others have such", async () => {
  const { project, dana, api } = await estate();
  dana.active = false;
  dana.roles = [];
  api.lists.Groups[0] = { id: "all", members: [{ value: "ada" }] };
  const looked = await project.lookAt("account:crm/acme/dana");
  expect(verdictsIn(looked)).toEqual([
    "account dana@example.com: disabled",
    "grant editor: gone",
    "membership Dana alone: there",
    "membership Everybody: gone",
  ]);
  expect(looked.code).toBe(0);
});

test("whoever is deleted is gone with everything, because another user was seen", async () => {
  const one = await estate();
  without(one, "dana");
  const looked = await one.project.lookAt(who);
  expect(looked.look.counts).toEqual({ there: 0, disabled: 0, gone: 4, cannotSay: 0 });
  expect(looked.look.sources[0]?.records[0]?.now.seen).toBe("account:crm/acme/ada is there");
  expect(looked.code).toBe(0);
});

test("a member of nothing else is not called gone from a group that shows nobody, unless another group shows its members", async () => {
  const { project, api } = await estate();
  api.lists.Groups[1] = { id: "own", members: [] };
  expect(verdictsIn(await project.lookAt(who))).toContain("membership Dana alone: gone");
  api.lists.Groups[0] = { id: "all" };
  const hidden = await project.lookAt(who);
  expect(verdictsIn(hidden).filter((one) => one.startsWith("membership"))).toEqual([
    "membership Dana alone: cannot-say",
    "membership Everybody: cannot-say",
  ]);
  expect(reasonsIn(hidden)).toContain(
    "no membership is shown, and none of others that the snapshot knows; they may be hidden",
  );
  expect(hidden.code).toBe(2);
});

test("a right that nobody is shown with any more is not gone", async () => {
  const { project, api, dana } = await estate();
  for (const user of api.lists.Users) user.roles = [];
  dana.roles = [];
  const looked = await project.lookAt(who);
  expect(verdictsIn(looked)).toContain("grant editor: cannot-say");
  expect(looked.code).toBe(2);
});

test("that roles are shown says nothing of entitlements", async () => {
  const { project, dana } = await estate();
  const entitlements = [{ value: "export" }];
  Object.assign(dana, { entitlements });
  await project.collect();
  Object.assign(dana, { entitlements: [], roles: [] });
  const looked = await project.lookAt(who);
  expect(verdictsIn(looked).filter((line) => line.startsWith("grant"))).toEqual([
    "grant editor: gone",
    "grant export: cannot-say",
  ]);
});

test("a token that sees another tenant says that nobody is there, which proves nothing", async () => {
  const { project, api } = await estate();
  api.lists.Users.splice(0, 4, { id: "zoe", userName: "zoe@example.com", active: true });
  api.lists.Groups.splice(0, 2);
  const looked = await project.lookAt(who);
  expect(new Set(verdictsIn(looked).map((line) => line.split(": ")[1]))).toEqual(new Set(["cannot-say"]));
  expect(looked.look.counts.cannotSay).toBe(all.length);
  expect(reasonsIn(looked).join()).toContain("these credentials may see another tenant, or nothing");
  expect(looked.code).toBe(2);
});

test("somebody else who has the same ids in another tenant is nobody's witness", async () => {
  const { project, api, dana } = await estate();
  for (const user of api.lists.Users) user.userName = `other-${user.userName}`;
  Object.assign(dana, { active: false, roles: [{ value: "viewer" }] });
  api.lists.Groups = [
    { id: "all", displayName: "Other people", members: [{ value: "ada" }] },
    { id: "own", displayName: "Other ones", members: [{ value: "ada" }] },
  ];
  const looked = await project.lookAt(who);
  expect(looked.look.counts).toMatchObject({ there: 1, disabled: 0, gone: 0, cannotSay: 4 });
  expect(reasonsIn(looked).join()).toContain("goes by the name other-dana@example.com");
  // Renamed while the others are still themselves, it is the same account.
  for (const user of api.lists.Users) if (user !== dana) user.userName = user.userName.replace("other-", "");
  expect((await project.lookAt(who)).look.sources[0]?.records[0]?.now.verdict).toBe("disabled");
});

test("an only account that is not there is not gone, for want of anybody else to be seen", async () => {
  const one = await estate();
  for (const id of ["ada", "ben", "cleo"]) without(one, id);
  await one.project.run("collect", "--no-brake");
  without(one, "dana");
  const looked = await one.project.lookAt(who);
  expect(looked.look.sources[0]?.records[0]?.now).toMatchObject({ verdict: "cannot-say" });
  expect(reasonsIn(looked).join()).toContain("the snapshot knows no other account");
});

test.each([
  [401, "answers 401"],
  [403, "answers 403"],
  [500, "answers 500"],
  [302, "answers 302"],
])("an answer of %i is neither there nor gone", async (status, reason) => {
  const { project, api } = await estate({ hidden: {} });
  if (api.hidden) api.hidden.dana = failing(status);
  const looked = await project.lookAt(who);
  expect(looked.look.sources[0]?.records[0]?.now).toMatchObject({ verdict: "cannot-say" });
  expect(reasonsIn(looked).join()).toContain(reason);
  expect(looked.code).toBe(2);
});

test("a control read that fails leaves it open", async () => {
  const one = await estate({ hidden: {} });
  without(one, "dana");
  for (const id of ["ada", "ben", "cleo"]) if (one.api.hidden) one.api.hidden[id] = failing(503);
  const looked = await one.project.lookAt(who);
  expect(looked.look.sources[0]?.records[0]?.now.verdict).toBe("cannot-say");
  expect(reasonsIn(looked).join()).toMatch(/a control read failed: .*answers 503/u);
});

test("a wrong token is tried once and never again", async () => {
  const { project, asked } = await estate();
  project.env = { TOKEN: "not-the-token" };
  const looked = await project.lookAt(who);
  expect(looked.look.counts).toEqual({ there: 0, disabled: 0, gone: 0, cannotSay: 4 });
  expect(asked).toEqual(["GET /scim/v2/Users/dana"]);
  expect(`${looked.stdout}${looked.stderr}`).not.toContain("not-the-token");
  expect(looked.code).toBe(2);
});

test("another resource than was asked for, or none, is no answer", async () => {
  const { project, api } = await estate({ hidden: {} });
  if (api.hidden) api.hidden.dana = { id: "somebody", userName: "else", active: true };
  expect((await project.lookAt(who)).look.sources[0]?.records[0]?.now.verdict).toBe("cannot-say");
  if (api.hidden) api.hidden.dana = { Resources: [], totalResults: 0 };
  expect((await project.lookAt(who)).look.sources[0]?.records[0]?.now.verdict).toBe("cannot-say");
});

test("an account of which it is not told whether it is active is not called there", async () => {
  const { project, api } = await estate({ hidden: {} });
  if (api.hidden) api.hidden.dana = { id: "dana", userName: who };
  const looked = await project.lookAt(who);
  expect(looked.look.sources[0]?.records[0]?.now).toMatchObject({ verdict: "cannot-say", status: "unknown" });
});

test("a tenant that the config names otherwise now is not asked about the old one", async () => {
  const { project, asked } = await estate();
  const { sources } = JSON.parse(
    await import("node:fs").then((fs) => fs.readFileSync(`${project.folder}/entitlint.yaml`, "utf8")),
  );
  project.configure({ crm: { ...sources.crm, tenant: "other" } });
  const looked = await project.lookAt(who);
  expect(looked.look.counts.cannotSay).toBe(4);
  expect(reasonsIn(looked).join()).toContain("of another tenant than the config names");
  expect(asked.some((line) => line.includes("dana") && !line.includes("filter"))).toBe(false);
});

test("in a directory the identity and the account of one user are asked for once", async () => {
  const { project, asked, dana } = await estate({}, "directory");
  dana.active = false;
  const looked = await project.lookAt(who);
  expect(verdictsIn(looked).slice(0, 3)).toEqual([
    "account dana@example.com: disabled",
    "grant editor: there",
    "identity dana@example.com: disabled",
  ]);
  expect(asked.filter((line) => line.endsWith("Users/dana"))).toHaveLength(1);
});

/** Filters as a good server does, or one that tells capitals apart. */
const filter =
  (folds: boolean) =>
  (users: readonly unknown[], text: string): unknown[] => {
    const [, attribute, quoted = '""'] = /^([\w.]+) eq (".*")$/u.exec(text) ?? [];
    const fold = (one: unknown) => (folds ? String(one).toLowerCase() : String(one));
    const wanted = fold(JSON.parse(quoted));
    return users.filter((user) => {
      const { userName, emails = [] } = Object(user);
      const names = attribute === "userName" ? [userName] : emails.map((email: { value: string }) => email.value);
      return names.some((name: string) => fold(name) === wanted);
    });
  };

const searchesOf = ({ look }: Awaited<ReturnType<SubjectProject["lookAt"]>>) =>
  look.sources.flatMap(({ searches }) => searches.map(({ by, result }) => `${by}: ${result}`));

test("an account made since the snapshot is found by its login, with its rights", async () => {
  const { project, api } = await estate({ filter: filter(true) });
  api.lists.Users.push({ id: "new", userName: "Dana@example.com", active: true, roles: [{ value: "admin" }] });
  const looked = await project.lookAt(who);
  expect(searchesOf(looked)).toEqual(["login: found"]);
  expect(looked.look.sources[0]?.records.filter(({ snapshot }) => snapshot === undefined)).toMatchObject([
    { id: "account:crm/acme/new", now: { verdict: "there" }, foundBy: "login dana@example.com" },
    { id: "grant:crm/acme/new:role/admin", of: "account:crm/acme/new", now: { verdict: "there" } },
  ]);
});

test("whom the snapshot does not know is searched by name; nobody is nobody only where the search is shown to work", async () => {
  const good = await estate({ filter: filter(true) });
  const nobody = await good.project.lookAt("zoe@example.com");
  expect(searchesOf(nobody)).toEqual(["login: none", "address: not-searched"]);
  expect(nobody.look.subject).toBeUndefined();
  good.api.lists.Users.push({ id: "zoe", userName: "zoe", active: true, emails: [{ value: "Zoe@example.com" }] });
  const found = await good.project.lookAt("zoe@example.com");
  expect(searchesOf(found)).toEqual(["login: none", "address: found"]);
  expect(verdictsIn(found)).toEqual(["account zoe: there"]);
});

test.each([
  ["finds nobody whatever is asked", () => [], "login: cannot-say", /finds none of others/u],
  ["tells capitals apart", filter(false), "login: cannot-say", /capitals from small letters/u],
  ["fails", () => failing(500), "login: cannot-say", /answers 500/u],
  ["is refused", () => failing(400, "invalidFilter"), "login: not-searched", /not know everybody|^$/u],
  ["is passed over", (all: readonly unknown[]) => all, "login: not-searched", /^$/u],
])("a filter that %s proves nothing", async (_what, answer, result, reason) => {
  const { project } = await estate({ filter: answer });
  const looked = await project.lookAt("zoe");
  expect(searchesOf(looked)).toEqual([result]);
  expect(reasonsIn(looked).join()).toMatch(reason);
  expect(looked.code).toBe(2);
});
