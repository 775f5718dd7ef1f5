// @module-tag long
import { expect, test } from "vitest";
import { plantedSecret, smallState } from "../../servers/github/state.ts";
import { filesBelow } from "./files-below.ts";
import { accessOf, collectOrganization, completenessOf, token } from "./organization.ts";

const id = (kind: string, native: string | number) => `${kind}:github/acme/${native}`;

test("everything of a small organisation becomes records, and all that was asked for is whole", async () => {
  const got = await collectOrganization(smallState());
  expect(got.code, got.stderr).toBe(0);
  expect(completenessOf(got)).toEqual({
    ...{ tenant: "full", account: "full", group: "full", membership: "full", entitlement: "full", grant: "full" },
    credential: "scoped",
  });
  expect(accessOf(got)).toEqual([
    "ada-x -> org/owner",
    "ben-x -> org/member",
    "ben-x -> repo/*:read",
    "ben-x -> repo/old-shop:maintain",
    "ci-runner -> api-scope/contents:write",
    "ci-runner -> api-scope/metadata:read",
    "cleo-x -> org/member",
    "cleo-x -> repo/*:read",
    "cleo-x -> repo/billing:admin",
    "cleo-x -> role/all_repo_read",
    "deploy-key/71 -> repo/billing:key-write",
    "deploy-key/72 -> repo/website:key-read",
    "deploybot -> org/member",
    "deploybot -> repo/*:read",
    "guest-y -> repo/billing:write",
    "invitation/81 -> org/owner",
    "noor-q -> org/member",
    "old-bot -> api-scope/members:read",
    "payments -> repo/billing:admin",
    "payments -> repo/website:release-manager",
    "payments -> team/payments",
    "platform -> repo/billing:admin",
    "platform -> role/security_manager",
    "platform -> team/platform",
  ]);
});

test("accounts carry what the identity provider and verified domains say of people", async () => {
  const { account } = (await collectOrganization(smallState())).records;
  expect(account?.[id("account", 13)]).toEqual({
    ...{
      id: id("account", 13),
      app: "github",
      kind: "unknown",
      status: "active",
      rawStatus: "active",
      userName: "cleo-x",
    },
    ...{ displayName: "Cleo Marsh", createdAt: "2024-05-06T07:08:09Z", mfa: { enrolled: true }, provenance: "scim" },
    ...{ employeeId: "E13", externalId: "idp-13", loginMethods: ["saml"] },
    emails: [{ value: "cleo@example.com", primary: true, verified: true }],
    attributes: { samlNameId: "cleo@example.com", samlUserName: "cleo@example.com" },
  });
  expect(account?.[id("account", 15)]).toMatchObject({
    kind: "external",
    unknown: ["createdAt", "displayName", "mfa"],
  });
  expect(account?.[id("account", "invitation/81")]).toMatchObject({
    status: "invited",
    emails: [{ value: "mia@example.com" }],
  });
  expect(account?.[id("account", "app/1002")]).toMatchObject({
    kind: "service",
    status: "suspended",
    userName: "old-bot",
  });
});

test("teams hold their direct members and their child teams, and what came from above is no grant of their own", async () => {
  const { membership = {}, group, grant } = (await collectOrganization(smallState())).records;
  const edges = Object.values(membership).map((one) =>
    `${one.member} in ${one.group} ${one.state} ${one.role ?? ""}`.trim(),
  );
  expect(edges.toSorted()).toEqual([
    "account:github/acme/11 in group:github/acme/31 active maintainer",
    "account:github/acme/12 in group:github/acme/32 active member",
    "account:github/acme/13 in group:github/acme/32 active member",
    "account:github/acme/invitation/81 in group:github/acme/32 pending",
    "group:github/acme/32 in group:github/acme/31 active",
  ]);
  expect(group?.[id("group", 31)]).toMatchObject({ name: "platform", owners: [id("account", 11)] });
  expect(group?.[id("group", 32)]).toMatchObject({ owners: [], parentId: id("group", 31) });
  expect(grant?.[id("grant", "team/32:repo/51:admin")]).toMatchObject({ direct: false, source: "inherited" });
  expect(grant?.[id("grant", "team/31:repo/51:admin")]).toMatchObject({ direct: true, source: "manual" });
});

test("what any team above gives is no grant of a team's own, whichever comes first", async () => {
  const state = smallState();
  state.teams.push({ id: 33, slug: "cards", parent: 32, members: {}, repositories: { 51: "admin", 53: "read" } });
  for (const teams of [state.teams, state.teams.toReversed()]) {
    const { grant } = (await collectOrganization({ ...state, teams })).records;
    const direct = (team: number, what: string) => grant?.[id("grant", `team/${team}:${what}`)]?.direct;
    expect([direct(31, "repo/51:admin"), direct(32, "repo/51:admin"), direct(33, "repo/51:admin")]).toEqual([
      ...[true, false, false],
    ]);
    expect([direct(32, "repo/52:release-manager"), direct(33, "repo/53:read")]).toEqual([true, true]);
  }
});

test("keys that write are privileged, stand for themselves, and say when they were used", async () => {
  const { credential, entitlement, ...rest } = (await collectOrganization(smallState())).records;
  expect(credential?.[id("credential", "deploy-key/71")]).toMatchObject({
    ...{
      principal: id("credential", "deploy-key/71"),
      createdBy: id("account", 13),
      status: "active",
      type: "deploy-key",
    },
  });
  expect(credential?.[id("credential", "deploy-key/72")]).toMatchObject({ status: "disabled" });
  expect(entitlement?.[id("entitlement", "repo/51:key-write")]).toMatchObject({ privileged: true });
  expect(entitlement?.[id("entitlement", "repo/52:key-read")]).not.toHaveProperty("privileged");
  expect(rest["credential.activity"]?.[id("credential", "deploy-key/71")]).toEqual({
    ...{ id: id("credential", "deploy-key/71"), lastUsedAt: "2026-11-20", granularity: "day" },
  });
});

test("no description, title, key or token is kept or printed, raw, in Base64 or in hex", async () => {
  const got = await collectOrganization(smallState());
  const texts = [got.stdout, got.stderr, ...filesBelow(`${got.folder}/snapshots`)].join("\n");
  expect(texts).toContain("deploy-key/71");
  for (const secret of [plantedSecret, token])
    for (const form of [secret, Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")])
      expect(texts).not.toContain(form);
});

test("neither the order of lists nor a rename of the organisation's people moves a record", async () => {
  const state = smallState();
  const first = await collectOrganization(state);
  state.users.reverse();
  state.teams.reverse();
  state.repositories.reverse();
  const second = await collectOrganization(state);
  expect(second.records).toEqual(first.records);
  const renamed = state.users.find((user) => user.id === 12);
  if (renamed) renamed.login = "ben-new";
  const third = await collectOrganization(state);
  expect(Object.keys(third.records.account ?? {})).toEqual(Object.keys(first.records.account ?? {}));
  expect(Object.keys(third.records.grant ?? {})).toEqual(Object.keys(first.records.grant ?? {}));
});

test("names with newlines, NUL, bidi and escapes are kept as data and act on nothing", async () => {
  const state = smallState();
  const hostile = "x\n::error::y\u0000\u202e\u001b[31mz";
  const [user] = state.users;
  if (user) user.name = hostile;
  const [installation] = state.installations;
  if (installation) installation.slug = hostile;
  const got = await collectOrganization(state);
  expect(got.code, got.stderr).toBe(0);
  expect(got.records.account?.[id("account", 11)]).toMatchObject({ displayName: hostile });
  expect(got.records.account?.[id("account", "app/1001")]).toMatchObject({ userName: hostile });
  expect(got.stdout + got.stderr).not.toContain("\u001b[31m");
});
