// @module-tag long
import { generateKeyPairSync } from "node:crypto";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { everything } from "../../everything.ts";
import { type FakeState, smallState } from "../../servers/github/state.ts";
import { collectOrganization, completenessOf } from "./organization.ts";

/** An organisation whose every list takes several pages. */
function largeState(): FakeState {
  const state = smallState();
  for (let id = 1000; id < 1205; id++) state.users.push({ id, login: `user-${id}`, role: "member" });
  for (let id = 2000; id < 2040; id++) state.repositories.push({ id, name: `repo-${id}`, collaborators: {}, keys: [] });
  const [team] = state.teams;
  for (const { id, role } of state.users) if (team && role === "member") team.members[id] = "MEMBER";
  return state;
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): true {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  return true;
}

describe("pages", () => {
  test("all of them are read, of lists and of members within a team", async () => {
    const state = largeState();
    const got = await collectOrganization(state, { pageSize: 50, config: { skip: ["deploy-keys", "tokens"] } });
    expect(got.code, got.stderr).toBe(0);
    expect(Object.keys(got.records.account ?? {})).toHaveLength(state.users.length + 4);
    const inTeam = Object.values(got.records.membership ?? {}).filter(({ group }) => String(group).endsWith("/31"));
    expect(inTeam).toHaveLength(Object.keys(state.teams[0]?.members ?? {}).length + 1);
  });

  test("a link to another origin is not followed, and what was read before it stays", async () => {
    const astray: string[] = [];
    const got = await collectOrganization(smallState(), {
      before: (request, response, url) => {
        if (request.headers.host?.startsWith("localhost")) astray.push(url.href);
        if (!url.pathname.endsWith("/outside_collaborators")) return false;
        const link = `<http://localhost:${url.port}/steal?page=2>; rel="next"`;
        const guest = { id: 15, login: "guest-y", type: "User" };
        return json(response, 200, [guest], { link });
      },
    });
    expect(astray).toEqual([]);
    expect(got.records.account?.["account:github/acme/15"]).toMatchObject({ kind: "external" });
    expect(got.kinds.account?.completeness).toBe("partial");
    expect(got.kinds.account?.warnings?.join()).toContain("a link leads to http://localhost");
  });

  test("pages that lead in a circle end, and are no whole list", async () => {
    let asked = 0;
    const got = await collectOrganization(largeState(), {
      pageSize: 50,
      before: (_request, response, url) => {
        if (!url.pathname.endsWith("/orgs/acme/repos")) return false;
        asked++;
        const repository = { id: asked, name: `r${asked}`, owner: { login: "acme" } };
        return json(response, 200, [repository], { link: `<${url.origin}/orgs/acme/repos?page=2>; rel="next"` });
      },
    });
    expect(asked).toBe(2);
    expect(got.kinds.grant?.warnings?.join()).toContain("a page came again");
    expect(completenessOf(got)).toMatchObject({ grant: "partial", entitlement: "partial", account: "full" });
  });
});

describe("names", () => {
  test("an organisation that was renamed is not found, and its records stay", async () => {
    const state = smallState();
    const { folder, records } = await collectOrganization(state);
    const got = await collectOrganization({ ...state, login: "acme-labs" }, { folder });
    expect({ code: got.code, failure: got.failure?.code }).toEqual({ code: 2, failure: "collect/not-found" });
    expect(got.records).toEqual(records);
    const mended = await collectOrganization(
      { ...state, login: "acme-labs" },
      { folder, config: { organization: "acme-labs" } },
    );
    expect(mended.code, mended.stderr).toBe(0);
    expect(mended.records.account).toEqual(records.account);
  });

  test("a stranger's organisation that took the name is not read in its place", async () => {
    const config = { organizationId: 9001 };
    const { folder, records } = await collectOrganization(smallState(), { config });
    const got = await collectOrganization({ ...smallState(), id: 6666, users: [] }, { folder, config });
    expect({ code: got.code, records: got.records }).toEqual({ code: 2, records });
    expect(got.stderr).toContain("belongs to organisation 6666, not to 9001");
  });
});

describe("suspended people", () => {
  test("are disabled on GitHub Enterprise Server, which says so of each user alone", async () => {
    const state = smallState();
    for (const user of state.users) user.suspended = user.id === 13;
    const got = await collectOrganization(state, { prefix: "/api/v3" });
    expect(got.code, got.stderr).toBe(0);
    expect(got.records.account?.["account:github/acme/13"]).toMatchObject({
      status: "disabled",
      rawStatus: "suspended",
    });
    expect(got.records.account?.["account:github/acme/12"]).toMatchObject({ status: "active" });
    expect(Object.keys(got.records.grant ?? {})).toContain("grant:github/acme/13:repo/51:admin");
    // Which has no invitations to begin with.
    expect(completenessOf(got)).toMatchObject({ account: "full", membership: "full" });
  });

  test("are disabled in the cloud, where their membership says so", async () => {
    const state = smallState();
    for (const user of state.users) user.suspended = user.id === 12;
    const got = await collectOrganization(state, { config: { readUsers: true } });
    expect(got.code, got.stderr).toBe(0);
    expect(got.records.account?.["account:github/acme/12"]).toMatchObject({
      status: "disabled",
      rawStatus: "suspended",
    });
    expect(got.records.account?.["account:github/acme/13"]).toMatchObject({ status: "active" });
  });

  test("are disabled where the enterprise manages users", async () => {
    const state: FakeState = { ...smallState(), enterprise: "acme-inc" };
    for (const user of state.users) if (user.scim) user.scim.active = user.id !== 13;
    const got = await collectOrganization(state, { config: { enterprise: "acme-inc" } });
    expect(got.code, got.stderr).toBe(0);
    expect(got.records.account?.["account:github/acme/13"]).toMatchObject({ status: "disabled", employeeId: "E13" });
  });

  test("an enterprise that this reader may not see leaves accounts incomplete", async () => {
    const got = await collectOrganization(smallState(), { config: { enterprise: "not-ours" } });
    expect(got.kinds.account?.completeness).toBe("partial");
  });
});

describe("an App", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const appKey = publicKey.export({ type: "spki", format: "pem" }).toString();
  const config = { auth: { appId: 4242, privateKey: "env:APP_KEY" } };

  test.each(["pkcs1", "pkcs8"] as const)("signs in with a key in %s, and sees tokens", async (type) => {
    const env = { APP_KEY: privateKey.export({ type, format: "pem" }).toString() };
    const got = await collectOrganization(smallState(), { appKey, config, env });
    expect(got.code, got.stderr).toBe(0);
    expect(completenessOf(got).credential).toBe("full");
    expect(got.records.credential?.["credential:github/acme/token/112"]).toEqual({
      ...{ id: "credential:github/acme/token/112", principal: "account:github/acme/13", type: "pat", status: "active" },
      ...{ rawStatus: "active", expiresAt: "2027-03-01T00:00:00Z", scopes: ["organization:members:write"] },
    });
    expect(got.records.credential?.["credential:github/acme/token/111"]).toMatchObject({ neverExpires: true });
  });

  test("that was let into some repositories only never calls access whole", async () => {
    const env = { APP_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
    const got = await collectOrganization({ ...smallState(), selection: "selected" }, { appKey, config, env });
    expect(completenessOf(got)).toMatchObject({ grant: "partial", entitlement: "partial", credential: "partial" });
    expect(got.stderr).toContain("install it for all");
  });

  test("with a key that is none fails before anything is sent", async () => {
    const got = await collectOrganization(smallState(), { appKey, config, env: { APP_KEY: "ssh-ed25519 AAAA" } });
    expect({ code: got.code, kinds: got.kinds }).toEqual({ code: 2, kinds: {} });
    expect(got.stderr).toContain("no private key in PEM");
    expect(got.stderr).not.toContain("AAAA");
  });
});

describe.concurrent("limits", () => {
  const limited = (status: number, headers: () => Record<string, string>, text: string) => {
    const turns: number[] = [];
    const before = (_request: unknown, response: ServerResponse, url: URL) => {
      if (!url.pathname.endsWith("/invitations")) return false;
      turns.push(Date.now());
      return turns.length === 1 && json(response, status, { message: text }, headers());
    };
    return { turns, before };
  };
  const soon = () => String(Math.ceil(Date.now() / 1000) + 1);

  test.runIf(everything)("the primary one is waited for until its reset", async () => {
    const { turns, before } = limited(
      403,
      () => ({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon() }),
      "API rate limit exceeded",
    );
    const got = await collectOrganization(smallState(), { before });
    expect(got.code, got.stderr).toBe(0);
    expect((turns[1] ?? 0) - (turns[0] ?? 0)).toBeGreaterThan(900);
  });

  test("a secondary one that names no time is not taken for a missing right", async () => {
    const { turns, before } = limited(403, () => ({}), "You have exceeded a secondary rate limit.");
    const got = await collectOrganization(smallState(), { before });
    // The minute that GitHub advises is more than the five seconds that the config allows.
    expect(turns).toHaveLength(1);
    expect(got.kinds.account?.warnings?.join()).toContain("could not be read (rate-limited)");
    expect(got.kinds.account?.completeness).toBe("partial");
  });

  test.runIf(everything)("what is used up with a good answer is waited for before the next request", async () => {
    const asked: number[] = [];
    const got = await collectOrganization(smallState(), {
      before: (_request, response, url) => {
        if (url.pathname !== "/graphql") asked.push(Date.now());
        if (!url.pathname.endsWith("/outside_collaborators")) return false;
        return json(response, 200, [{ id: 15, login: "guest-y" }], {
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": soon(),
        });
      },
    });
    expect(got.code, got.stderr).toBe(0);
    expect(Math.max(...asked.slice(1).map((at, index) => at - (asked[index] ?? at)))).toBeGreaterThan(900);
  });
});

test("a token that ends on the way fails the source, and nothing shrinks", async () => {
  const { folder, records } = await collectOrganization(smallState());
  const got = await collectOrganization(smallState(), {
    folder,
    before: (_request, response, url) =>
      url.pathname.endsWith("/repos") && json(response, 401, { message: "Bad credentials" }),
  });
  expect({ code: got.code, failure: got.failure?.code }).toEqual({ code: 2, failure: "collect/denied" });
  expect(got.records).toEqual(records);
});
