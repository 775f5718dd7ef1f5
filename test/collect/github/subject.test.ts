// @module-tag long
import { describe, expect, test } from "vitest";
import { type Looked, reasonsIn, verdictsIn } from "../subject-project.ts";
import { asApp, opened, refusing, remove } from "./one-subject.ts";

const everything = [
  "account cleo-x: there",
  "grant *:read: there",
  "grant all_repo_read: there",
  "grant billing:admin: there",
  "grant member: there",
  "membership payments: there",
];
const cleo = "account:github/acme/13";

function verdictOf({ look }: Looked, id: string): string | undefined {
  return look.sources.flatMap(({ records }) => records).find((record) => record.id === id)?.now.verdict;
}

function saidOfAll(looked: Looked): string[] {
  return [...new Set(verdictsIn(looked).map((line) => line.replace(/^.*: /u, "")))].toSorted();
}

describe("a member", () => {
  test("is there with all access, then without some of it, then gone", async () => {
    const { project, state } = await opened();
    const before = await project.lookAt("cleo-x");
    expect(before.code, before.stderr).toBe(0);
    expect(verdictsIn(before)).toEqual(everything);

    const [platform, payments] = state.teams;
    const [billing] = state.repositories;
    if (payments) delete payments.members[13];
    if (platform) delete platform.members[13];
    if (billing) billing.collaborators[13] = "read";
    const [, allRead] = state.roles;
    if (allRead) allRead.users = [];
    const less = await project.lookAt(cleo);
    expect(verdictsIn(less)).toEqual([
      "account cleo-x: there",
      "grant *:read: there",
      "grant all_repo_read: gone",
      "grant billing:admin: gone",
      "grant billing:read: there",
      "grant member: there",
      "membership payments: gone",
    ]);

    remove(state, 13);
    const after = await project.lookAt(cleo);
    expect(after.code).toBe(0);
    expect(saidOfAll(after)).toEqual(["gone"]);
  });

  test("whose account is deleted at GitHub is gone", async () => {
    const { project, state } = await opened();
    state.users = state.users.filter(({ id }) => id !== 13);
    for (const { collaborators, keys } of state.repositories) {
      delete collaborators[13];
      keys.length = 0;
    }
    for (const { members } of state.teams) delete members[13];
    for (const role of state.roles) role.users = [];
    state.tokens = [];
    expect(saidOfAll(await project.lookAt(cleo))).toEqual(["gone"]);
  });

  test("that became an outside collaborator is there, and is no member", async () => {
    const { project, state } = await opened();
    const user = state.users.find(({ id }) => id === 13);
    if (user) user.role = "outside";
    for (const { members } of state.teams) delete members[13];
    expect(verdictsIn(await project.lookAt(cleo))).toEqual([
      "account cleo-x: there",
      "grant *:read: gone",
      "grant all_repo_read: there",
      "grant billing:admin: there",
      "grant member: gone",
      "membership payments: gone",
    ]);
  });

  test("that owned the organisation and does no more is there as a member", async () => {
    const { project, state } = await opened(({ users }) => users.push({ id: 16, login: "zoe-x", role: "admin" }));
    const ada = state.users.find(({ id }) => id === 11);
    if (ada) ada.role = "member";
    const looked = verdictsIn(await project.lookAt("account:github/acme/11"));
    expect(looked).toContain("grant owner: gone");
    expect(looked).toContain("grant member: there");
  });

  test("that GitHub suspended at the enterprise's word is disabled", async () => {
    const { project, state } = await opened();
    const user = state.users.find(({ id }) => id === 13);
    if (user) user.suspended = true;
    const looked = await project.lookAt(cleo);
    expect(verdictOf(looked, cleo)).toBe("disabled");
    expect(verdictsIn(looked)).toContain("grant billing:admin: there");
  });

  test("whom only SCIM calls inactive can still sign in, and is there", async () => {
    const { project, state } = await opened();
    const user = state.users.find(({ id }) => id === 13);
    if (user?.scim) user.scim.active = false;
    expect(verdictOf(await project.lookAt(cleo), cleo)).toBe("there");
  });

  test("of whom only a child team is left is still in the parent, as GitHub counts", async () => {
    const { project, state } = await opened(({ teams }) => {
      for (const team of teams) team.members[13] = "MEMBER";
    });
    const [platform] = state.teams;
    if (platform) delete platform.members[13];
    expect(verdictsIn(await project.lookAt(cleo))).toContain("membership platform: there");
  });

  test("that pays the bills alone holds nothing of a member", async () => {
    const { project, interfere } = await opened();
    interfere((_request, response, url) => {
      if (!url.pathname.endsWith("/memberships/cleo-x") || url.pathname.includes("/teams/")) return false;
      const membership = { state: "active", role: "billing_manager", user: { id: 13 } };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(membership));
      return true;
    });
    const looked = verdictsIn(await project.lookAt(cleo));
    expect(looked).toContain("account cleo-x: there");
    expect(looked).toContain("grant member: gone");
  });
});

describe("a name", () => {
  test("that was changed is no other person", async () => {
    const { project, state } = await opened();
    const user = state.users.find(({ id }) => id === 13);
    if (user) user.login = "cleo-marsh";
    const looked = await project.lookAt(cleo);
    expect(verdictOf(looked, cleo)).toBe("there");
    expect(verdictsIn(looked)).toContain("membership payments: there");
  });

  test("that somebody else took does not bring back who had it", async () => {
    const { project, state } = await opened();
    remove(state, 13);
    state.users.push({ id: 99, login: "cleo-x", role: "member" });
    const looked = await project.lookAt(cleo);
    expect(verdictOf(looked, cleo)).toBe("gone");
    expect(looked.look.sources[0]?.searches).toContainEqual({ by: "login", value: "cleo-x", result: "found" });
    expect(verdictOf(looked, "account:github/acme/99")).toBe("there");
  });

  test("that is searched for is found whatever its capitals, and not found only where others are", async () => {
    const { project, state, interfere } = await opened((given) => remove(given, 13));
    const nobody = await project.lookAt("cleo-x");
    expect(nobody.look.sources[0]?.searches).toEqual([{ by: "login", value: "cleo-x", result: "none" }]);
    expect(nobody.code).toBe(0);
    state.users.push({ id: 13, login: "Cleo-X", role: "member" });
    const found = await project.lookAt("cleo-x");
    expect(verdictsIn(found)).toContain("account Cleo-X: there");
    interfere(refusing(/\/memberships\/[^/]+$/u, 404));
    const hidden = await project.lookAt("cleo-x");
    expect(hidden.look.sources[0]?.searches).toMatchObject([{ result: "cannot-say" }]);
    expect(hidden.code).toBe(2);
  });

  test("that no login can be is not searched, and nothing follows from it", async () => {
    const { project } = await opened();
    const looked = await project.lookAt("dana.smith");
    expect(looked.look.sources[0]?.searches).toMatchObject([{ result: "not-searched" }]);
  });
});

test("on another server the same numbers are other people, and nobody is gone or switched off", async () => {
  const { project, state } = await opened();
  for (const user of state.users) {
    user.login = `other-${user.id}`;
    user.suspended = user.id === 13;
  }
  const same = await project.lookAt(cleo);
  expect(verdictOf(same, cleo)).toBe("cannot-say");
  remove(state, 13);
  const none = await project.lookAt(cleo);
  expect(saidOfAll(none)).toEqual(["cannot-say"]);
  expect(none.code).toBe(2);
});

test("in a stranger's organisation that took the name nobody is gone", async () => {
  const { project, state } = await opened();
  remove(state, 13);
  state.id = 9002;
  const looked = await project.lookAt(cleo);
  expect(saidOfAll(looked)).toEqual(["cannot-say"]);
  expect(reasonsIn(looked).join()).toContain("belongs to organisation 9002 now");
});

test("with another tenant in the config nobody is asked for by number", async () => {
  const { project, configure } = await opened();
  configure({ tenant: "other" });
  const looked = await project.lookAt(cleo);
  expect(verdictOf(looked, cleo)).toBe("cannot-say");
  expect(saidOfAll(looked)).not.toContain("gone");
  expect(reasonsIn(looked).join()).toContain("another tenant than the config names");
});

test("where members are hidden, an outside collaborator is no witness of who is none", async () => {
  const { project, interfere } = await opened(({ users }) => {
    users.push({ id: 16, login: "guest-z", role: "outside" }, { id: 17, login: "guest-w", role: "outside" });
  });
  interfere(refusing(/\/memberships\//u, 404));
  const looked = await project.lookAt(cleo);
  expect(saidOfAll(looked)).toEqual(["cannot-say"]);
  expect(reasonsIn(looked).join()).toContain("shows no member among");
});

test("a hidden profile makes nobody gone", async () => {
  const { project, interfere } = await opened();
  interfere(refusing(/\/user\/(?:13|15)$/u, 404));
  expect(verdictsIn(await project.lookAt(cleo))).toEqual(everything);
  expect(verdictOf(await project.lookAt("account:github/acme/15"), "account:github/acme/15")).toBe("there");
});

describe("an outside collaborator", () => {
  const guest = "account:github/acme/15";

  test("is there, and gone when the list ends without them", async () => {
    const { project, state } = await opened();
    expect(verdictsIn(await project.lookAt(guest))).toEqual(["account guest-y: there", "grant billing:write: there"]);
    remove(state, 15);
    expect(saidOfAll(await project.lookAt(guest))).toEqual(["gone"]);
  });

  test("is not gone where the list shows none of the others", async () => {
    const { project, state } = await opened(({ users }) => users.push({ id: 16, login: "guest-z", role: "outside" }));
    remove(state, 15);
    remove(state, 16);
    expect(saidOfAll(await project.lookAt(guest))).toEqual(["cannot-say"]);
  });

  test("cannot be told from somebody who is gone where `skip` leaves them out", async () => {
    const { project, state, configure } = await opened();
    configure({ skip: ["outside-collaborators"] });
    remove(state, 13);
    expect(saidOfAll(await project.lookAt(cleo))).toEqual(["cannot-say"]);
  });
});

describe("what stands in lists alone", () => {
  test("an invitation is there, then accepted and gone", async () => {
    const { project, state } = await opened();
    const id = "account:github/acme/invitation/82";
    expect(verdictOf(await project.lookAt(id), id)).toBe("there");
    state.invitations.pop();
    state.users.push({ id: 20, login: "noor-q", role: "member" });
    const looked = await project.lookAt(id);
    expect(verdictOf(looked, id)).toBe("gone");
    expect(verdictOf(looked, "account:github/acme/20")).toBe("there");
  });

  test("somebody who is invited by name is told as invited", async () => {
    const { project, state } = await opened();
    state.users.push({ id: 20, login: "noor-q", role: "member", pending: true });
    const looked = await project.lookAt("noor-q");
    const found = looked.look.sources[0]?.records.find(({ id }) => id === "account:github/acme/20");
    expect(found?.now).toMatchObject({ verdict: "there", status: "invited" });
  });

  test("an App is there, suspended, then gone; its permissions with it", async () => {
    const { project, state } = await opened();
    const id = "account:github/acme/app/1001";
    expect(verdictsIn(await project.lookAt(id))).toEqual([
      "account ci-runner: there",
      "grant contents:write: there",
      "grant metadata:read: there",
    ]);
    const [app] = state.installations;
    if (app) app.suspended = true;
    expect(verdictOf(await project.lookAt(id), id)).toBe("disabled");
    state.installations.shift();
    expect(saidOfAll(await project.lookAt(id))).toEqual(["gone"]);
  });

  test("a deploy key is there, read only by now, switched off, then gone", async () => {
    const { project, state } = await opened();
    const id = "credential:github/acme/deploy-key/71";
    const look = async () => verdictsIn(await project.lookAt(id));
    expect(await look()).toEqual(["credential deploy-key: there", "grant billing:key-write: there"]);
    const [key] = state.repositories[0]?.keys ?? [];
    if (key) key.readOnly = true;
    expect(await look()).toContain("grant billing:key-write: gone");
    if (key) key.enabled = false;
    expect(await look()).toContain("credential deploy-key: disabled");
    state.repositories[0]?.keys.pop();
    expect(await look()).toEqual(["credential deploy-key: gone", "grant billing:key-write: gone"]);
  });

  test("a token is there, expired, then gone, and says nothing where GitHub shows no tokens", async () => {
    const { project, state, interfere } = await opened(undefined, asApp.config, asApp.options);
    const id = "credential:github/acme/token/112";
    expect(verdictOf(await project.lookAt(cleo), id)).toBe("there");
    const token = state.tokens.find((one) => one.id === 112);
    if (token) token.expired = true;
    expect(verdictOf(await project.lookAt(cleo), id)).toBe("disabled");
    state.tokens = state.tokens.filter((one) => one.id !== 112);
    const revoked = await project.lookAt(cleo);
    expect([verdictOf(revoked, cleo), verdictOf(revoked, id)]).toEqual(["there", "gone"]);
    interfere(refusing(/\/personal-access-tokens$/u, 403));
    const hidden = await project.lookAt(cleo);
    expect([verdictOf(hidden, cleo), verdictOf(hidden, id)]).toEqual(["there", "cannot-say"]);
  });

  test("a repository that has another name by now leaves its key and grants open, and nothing else", async () => {
    const { project, state, interfere } = await opened();
    const [billing] = state.repositories;
    if (billing) billing.name = "invoices";
    interfere((_request, response, url) => {
      if (!url.pathname.endsWith("/repos/acme/billing")) return false;
      response.writeHead(301, { location: "/repositories/51" }).end("{}");
      return true;
    });
    const looked = verdictsIn(await project.lookAt(cleo));
    expect(looked.filter((line) => !line.endsWith("there"))).toEqual(["grant billing:admin: cannot-say"]);
    const key = await project.lookAt("credential:github/acme/deploy-key/71");
    expect(saidOfAll(key)).toEqual(["cannot-say"]);
  });

  test("a role that is held both by a team and directly is still held directly", async () => {
    const { project, state } = await opened();
    const [, role] = state.roles;
    if (role) role.teams = [32];
    expect(verdictsIn(await project.lookAt(cleo))).toContain("grant all_repo_read: there");
  });
});
