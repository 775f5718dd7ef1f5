// @module-tag long
import { describe, expect, test } from "vitest";
import { smallState } from "../../servers/github/state.ts";
import { type Collected, collectOrganization, completenessOf } from "./organization.ts";

function refusing(pattern: RegExp, status: number, headers: Record<string, string> = {}) {
  return {
    before: (_request: unknown, response: import("node:http").ServerResponse, url: URL) => {
      if (!pattern.test(url.pathname)) return false;
      response.writeHead(status, { "content-type": "application/json", ...headers }).end('{"message":"no"}');
      return true;
    },
  };
}

function notFull(got: Collected): string[] {
  return Object.entries(completenessOf(got))
    .filter(([kind, completeness]) => completeness !== "full" && kind !== "credential")
    .map(([kind]) => kind)
    .toSorted();
}

describe("a refused part", () => {
  const cases: [string, RegExp, string[]][] = [
    ["members", /\/members$/u, ["account", "grant"]],
    ["outside collaborators", /\/outside_collaborators$/u, ["account"]],
    ["invitations", /\/invitations/u, ["account", "grant", "membership"]],
    ["repositories of a team", /\/teams\/payments\/repos$/u, ["entitlement", "grant", "group", "membership"]],
    ["repositories", /\/orgs\/acme\/repos$/u, ["entitlement", "grant"]],
    ["collaborators", /\/billing\/collaborators$/u, ["entitlement", "grant"]],
    ["deploy keys", /\/billing\/keys$/u, ["entitlement", "grant"]],
    ["roles", /\/organization-roles/u, ["entitlement", "grant"]],
    ["installations", /\/installations$/u, ["account", "entitlement", "grant"]],
    ["SCIM", /\/scim\//u, ["account"]],
    ["GraphQL", /\/graphql$/u, ["account", "entitlement", "grant", "group", "membership"]],
  ];
  // GitHub says 404 to those who may not even know that there is something to see.
  const statuses = [403, 404] as const;
  test.each(cases.map((one, index) => [...one, statuses[index % 2] ?? 403] as const))(
    "%s takes away what hangs on it, and nothing else",
    async (_name, pattern, kinds, status) => {
      const got = await collectOrganization(smallState(), refusing(pattern, status));
      expect(got.failure).toBeUndefined();
      expect(notFull(got)).toEqual(kinds);
      expect(got.code).toBe(2);
      const told = kinds.map((kind) => got.kinds[kind]?.warnings?.join("\n"));
      for (const warnings of told) expect(warnings).toContain("ask for: ");
    },
  );

  test("keeps the records of an earlier reading", async () => {
    const { folder, records } = await collectOrganization(smallState());
    const again = await collectOrganization(smallState(), { folder, ...refusing(/\/collaborators$/u, 403) });
    expect(again.records.grant).toEqual(records.grant);
    expect(again.kinds.grant?.completeness).toBe("partial");
  });

  test("that is named under skip is scoped, and asked for by nobody", async () => {
    const got = await collectOrganization(smallState(), {
      ...refusing(/\/(?:organization-roles|installations|collaborators|keys)/u, 403),
      config: { skip: ["roles", "installations", "repositories", "deploy-keys"] },
    });
    expect(got.code, got.stderr).toBe(0);
    expect(completenessOf(got)).toEqual({
      ...{
        tenant: "full",
        group: "full",
        membership: "full",
        account: "scoped",
        entitlement: "scoped",
        grant: "scoped",
      },
    });
    expect(got.kinds.account?.warnings).toEqual(["account: not asked for: installations"]);
  });
});

describe("what GitHub says elsewhere is compared with what it lists", () => {
  test("more members announced than listed", async () => {
    const got = await collectOrganization(smallState(), {
      before: (_request, response, url) => {
        if (!url.pathname.endsWith("/members") || url.searchParams.get("role") !== "member") return false;
        response.writeHead(200, { "content-type": "application/json" }).end("[]");
        return true;
      },
    });
    expect(got.kinds.account?.completeness).toBe("partial");
    expect(got.kinds.account?.warnings?.join()).toContain("4 members are announced and 1 different ones are listed");
  });

  test("private repositories that this reader is not shown", async () => {
    const state = { ...smallState(), showsTotals: false };
    const got = await collectOrganization(state);
    expect(notFull(got)).toEqual(["entitlement", "grant"]);
    expect(got.kinds.credential?.completeness).toBe("partial");
  });

  test("a base permission that is not shown", async () => {
    const got = await collectOrganization({ ...smallState(), base: undefined });
    expect(notFull(got)).toEqual(["entitlement", "grant"]);
  });

  test("somebody with access whom no list holds is kept, and the list is called short", async () => {
    const got = await collectOrganization(smallState(), {
      before: (_request, response, url) => {
        if (!url.pathname.endsWith("/outside_collaborators")) return false;
        response.writeHead(200, { "content-type": "application/json" }).end("[]");
        return true;
      },
    });
    expect(got.records.account?.["account:github/acme/15"]).toMatchObject({ userName: "guest-y", kind: "unknown" });
    expect(got.kinds.account?.warnings?.join()).toContain("whom no list of people holds");
  });

  test("such a stranger is one account with all that is known, whatever names them first", async () => {
    const state = smallState();
    state.users.push({ id: 16, login: "late-z", role: "outside", type: "Bot" });
    state.users.push({ id: 17, login: "far-w", role: "outside", saml: { nameId: "far@example.com" } });
    const [team] = state.teams;
    const [first, , last] = state.repositories;
    // The team says nothing of types, the key comes before whoever added it.
    if (team) Object.assign(team.members, { 16: "MEMBER", 17: "MEMBER" });
    first?.keys.push({ id: 79, readOnly: true, addedBy: "Late-Z" });
    if (last) last.collaborators[16] = "read";
    const got = await collectOrganization(state, {
      before: (_request, response, url) => {
        if (!url.pathname.endsWith("/outside_collaborators")) return false;
        response.writeHead(200, { "content-type": "application/json" }).end("[]");
        return true;
      },
    });
    const { account, credential } = got.records;
    expect(account?.["account:github/acme/16"]).toMatchObject({ kind: "service", userName: "late-z" });
    expect(account?.["account:github/acme/17"]).toMatchObject({ emails: [{ value: "far@example.com" }] });
    expect(credential?.["credential:github/acme/deploy-key/79"]).toMatchObject({ createdBy: "account:github/acme/16" });
    expect(got.kinds.account?.warnings?.join()).toContain(
      "whom no list of people holds (3 times), such as far-w, guest-y, late-z",
    );
  });

  test("an organisation without an owner was not read whole", async () => {
    const state = smallState();
    for (const user of state.users) if (user.role === "admin") user.role = "member";
    expect((await collectOrganization(state)).kinds.account?.warnings?.join()).toContain("no owner is listed");
  });
});
