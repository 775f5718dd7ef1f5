import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asApp, opened, remove } from "../../collect/github/one-subject.ts";
import { type Collected, collectOrganization, completenessOf } from "../../collect/github/organization.ts";
import { runTool } from "../../faults/run-tool.ts";
import type { FakeExchange } from "./fake.ts";
import { specificationOf } from "./specification.ts";
import { type FakeState, smallState } from "./state.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const appKey = publicKey.export({ type: "spki", format: "pem" }).toString();
const env = { APP_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
const config = { auth: { appId: 4242, privateKey: "env:APP_KEY" } };

/** The small organisation with thirty more people, whom HR knows. */
function seed(): FakeState {
  const state = smallState();
  for (let id = 200; id < 230; id++) {
    const nameId = `p${id}@example.com`;
    const saml = { nameId, employeeNumber: `E${id}` };
    state.users.push({
      id,
      login: `p${id}`,
      name: `P ${id}`,
      role: "member",
      saml,
      scim: { externalId: `idp-${id}`, active: true },
    });
    for (const team of state.teams) if (team.slug === "platform") team.members[id] = "MEMBER";
  }
  return state;
}

async function collectHeld(document: Parameters<typeof specificationOf>[0], state: FakeState, more: object = {}) {
  const exchanges: FakeExchange[] = [];
  const got = await collectOrganization(state, {
    ...{ appKey, env, config, pageSize: 20, onExchange: (one: FakeExchange) => exchanges.push(one), ...more },
  });
  const specification = specificationOf(document);
  const deviations = new Set(exchanges.flatMap((one) => specification.deviations(one)));
  return { got, deviations: [...deviations], tried: [...specification.tried].toSorted() };
}

test("every request and every answer is as GitHub documents them", async () => {
  const { got, deviations, tried } = await collectHeld("ghec", seed());
  expect(got.code, got.stderr).toBe(0);
  expect(deviations).toEqual([]);
  expect(tried).toEqual([
    "GET /orgs/{org}",
    "GET /orgs/{org}/installation",
    "GET /orgs/{org}/installations",
    "GET /orgs/{org}/invitations",
    "GET /orgs/{org}/invitations/{invitation_id}/teams",
    "GET /orgs/{org}/members",
    "GET /orgs/{org}/organization-roles",
    "GET /orgs/{org}/organization-roles/{role_id}/teams",
    "GET /orgs/{org}/organization-roles/{role_id}/users",
    "GET /orgs/{org}/outside_collaborators",
    "GET /orgs/{org}/personal-access-tokens",
    "GET /orgs/{org}/repos",
    "GET /orgs/{org}/teams/{team_slug}/repos",
    "GET /repos/{owner}/{repo}/collaborators",
    "GET /repos/{owner}/{repo}/keys",
    "GET /scim/v2/organizations/{org}/Users",
    "GraphQL externalIdentities",
    "GraphQL membersWithRole",
    "GraphQL team",
    "GraphQL teams",
    "POST /app/installations/{installation_id}/access_tokens",
  ]);
  expect(new Set(Object.values(completenessOf(got)))).toEqual(new Set(["full"]));
});

test("so it is for managed users, and on GitHub Enterprise Server", async () => {
  const managed = await collectHeld(
    "ghec",
    { ...seed(), enterprise: "acme-inc" },
    { config: { ...config, enterprise: "acme-inc" } },
  );
  expect(managed.deviations).toEqual([]);
  expect(managed.tried).toContain("GET /scim/v2/enterprises/{enterprise}/Users");
  const server = await collectHeld("ghes-3.19", { ...seed(), hasSaml: false }, { prefix: "/api/v3" });
  expect(server.got.code, server.got.stderr).toBe(0);
  expect(server.deviations).toEqual([]);
  expect(server.tried).toContain("GET /users/{username}");
});

test("a look at one subject asks nothing that GitHub does not document, and is answered as it documents", async () => {
  const { project, state, exchanges } = await opened(undefined, asApp.config, asApp.options);
  const look = async (who: string) => await project.lookAt(`account:github/acme/${who}`);
  for (const who of ["13", "15", "app/1001", "invitation/81"]) await look(who);
  await project.lookAt("credential:github/acme/deploy-key/71");
  remove(state, 13);
  state.users.push({ id: 13, login: "cleo-x", role: "member" });
  await look("13");
  const specification = specificationOf("ghec");
  const deviations = exchanges.filter(({ status }) => status !== 404).flatMap((one) => specification.deviations(one));
  expect(new Set(deviations)).toEqual(new Set());
  expect([...specification.tried].toSorted()).toEqual([
    "GET /orgs/{org}",
    "GET /orgs/{org}/installation",
    "GET /orgs/{org}/installations",
    "GET /orgs/{org}/invitations",
    "GET /orgs/{org}/memberships/{username}",
    "GET /orgs/{org}/organization-roles/{role_id}/users",
    "GET /orgs/{org}/outside_collaborators",
    "GET /orgs/{org}/personal-access-tokens",
    "GET /orgs/{org}/teams/{team_slug}",
    "GET /orgs/{org}/teams/{team_slug}/members",
    "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
    "GET /repos/{owner}/{repo}",
    "GET /repos/{owner}/{repo}/collaborators",
    "GET /repos/{owner}/{repo}/keys",
    "GET /user/{account_id}",
    "POST /app/installations/{installation_id}/access_tokens",
  ]);
});

test("findings are those that the seed says there are", async () => {
  const state = seed();
  const got = await collectOrganization(state, { appKey, env, config });
  writeEstate(got, state);
  const collected = await runTool(got.folder, ["collect", "--only", "hr"]);
  expect(collected.code, collected.stderr).toBe(0);
  const { stdout, stderr } = await runTool(got.folder, ["check", "--format", "json"]);
  expect(stderr).not.toContain("error");
  const { findings }: { findings: readonly Finding[] } = JSON.parse(stdout);
  const found = (rule: string) => {
    const about = (one: Finding) => one.rule === rule || one.causes.some((cause) => cause.rule === rule);
    return [...new Set(findings.filter(about).map((one) => one.account))].toSorted();
  };
  const account = (native: string | number) => `account:github/acme/${native}`;
  expect(found("leaver-account-enabled")).toEqual([account(13)]);
  const known = new Set(state.users.filter(({ saml }) => saml).map(({ id }) => id));
  const strangers = state.users
    .filter(({ id, role }) => !known.has(id) && role !== "outside")
    .map(({ id }) => account(id));
  expect(found("orphan-account")).toEqual(strangers.toSorted());
  // Whoever can still accept an invitation, and is nobody that HR knows.
  const invited = state.invitations.map(({ id }) => account(`invitation/${id}`));
  expect(found("grant-no-active-record")).toEqual(expect.arrayContaining(invited));
  const apps = state.installations.filter(({ suspended }) => !suspended).map(({ appId }) => account(`app/${appId}`));
  expect(found("nhi-unregistered")).toEqual(apps);
  const left = findings.filter((one) => one.account === account(13) && one.rule === "grant-no-active-record");
  expect(left.map((one) => one.object).toSorted()).toEqual(accessInSeed(state, 13));
}, 60_000);

interface Finding {
  readonly rule: string;
  readonly causes: readonly { readonly rule: string }[];
  readonly account: string;
  readonly object: string;
}

/** All that a member has, directly, by teams and by their parents. */
function accessInSeed(state: FakeState, user: number): string[] {
  const own = [
    ...["org/member", `base/${state.base}`],
    ...state.repositories
      .filter((one) => user in one.collaborators)
      .map(({ id, collaborators }) => `repo/${id}:${collaborators[user]}`),
    ...state.roles.filter(({ users }) => users.includes(user)).map(({ id }) => `role/${id}`),
  ].map((what) => `${user}:${what}`);
  const reached = new Set<number>();
  const reach = (id: number | undefined) => {
    if (id === undefined || reached.has(id)) return;
    reached.add(id);
    reach(state.teams.find((team) => team.id === id)?.parent);
  };
  for (const { id, members } of state.teams) if (user in members) reach(id);
  const byTeams = state.teams
    .filter(({ id }) => reached.has(id))
    .flatMap(({ id, repositories }) => [
      ...[
        `team/${id}:team/${id}`,
        ...Object.entries(repositories).map(([repo, role]) => `team/${id}:repo/${repo}:${role}`),
      ],
      ...state.roles.filter(({ teams }) => teams.includes(id)).map((role) => `team/${id}:role/${role.id}`),
    ]);
  return [...own, ...byTeams].map((native) => `grant:github/acme/${native}`).toSorted();
}

/** HR, in which one has left, and what was decided about the application. */
function writeEstate({ folder }: Collected, state: FakeState): void {
  const path = join(folder, "entitlint.yaml");
  const people = state.users.flatMap(({ id, saml }) =>
    saml ? [{ no: saml.employeeNumber, mail: saml.nameId, state: id === 13 ? "left" : "here" }] : [],
  );
  mkdirSync(join(folder, "access/apps"), { recursive: true });
  writeFileSync(join(folder, "hr.json"), JSON.stringify({ at: "2026-11-22T08:00:00Z", total: people.length, people }));
  writeFileSync(
    join(folder, "access/apps/github.yaml"),
    "owner: person:ada@example.com\npeople: [hr]\nlifecycle: { channel: manual, covers: { users: [create], groups: false, entitlements: none }, sla: PT1H }\nkinds:\n  - { match: '*', kind: human }\n",
  );
  const hr = {
    ...{ collector: "files", role: "authoritative-identity", tenant: "acme" },
    reads: [
      {
        ...{ path: "hr.json", exportedAt: { from: "field", path: "at" } },
        records: [
          {
            ...{ kind: "identity", each: "people.*", id: "{no}", total: "total" },
            fields: {
              kind: { value: "human" },
              status: { from: "state", map: { here: "active", left: "terminated" } },
              ...{
                employeeId: "no",
                emails: [{ from: "mail", primary: true }],
                statusChangedAt: { value: "2026-10-01T00:00:00Z" },
              },
            },
          },
        ],
      },
    ],
  };
  const github = { collector: "github", role: "application", tenant: "acme", organization: "acme", ...config };
  writeFileSync(path, JSON.stringify({ version: 1, sources: { hr, github } }));
}
