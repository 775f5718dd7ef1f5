import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { fakeGithub, startFake } from "../servers/github/fake.ts";
import { type FakeState, type FakeUser, smallState } from "../servers/github/state.ts";
import { about, account, type Named, planted, whole } from "./cases.ts";
import { accountsOfOneTenant, companyAt, type Row, type Turn } from "./company.ts";
import { holdCells } from "./hold-cells.ts";
import { endedAtHome } from "./rights.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keys = {
  private: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  public: publicKey.export({ type: "spki", format: "pem" }).toString(),
};

const everybody = [...companyAt(1).accounts, ...companyAt(2).accounts].map(({ id = "" }) => id);
const numbers = new Map([...new Set(everybody)].map((id, index) => [id, 100 + index]));
const numberOf = (name = "") => numbers.get(name) ?? 0;
const teams = new Map(companyAt(1).groups.map(({ id = "" }, index) => [id, 500 + index]));

const owners = new Set(
  companyAt(2).grants.flatMap(({ account: holder = "", role }) => (role === "admin" ? [holder] : [])),
);

/** A member as the organisation, the identity provider and SCIM have them. Nia is an owner, the bot an App. */
function member({ id = "", login = "", number, mail, state, mfa, signIn = "" }: Row): FakeUser {
  const isKnown = id !== "nold" && id !== "pia" && signIn.includes("saml");
  return {
    ...{ id: numberOf(id), login, name: id, role: owners.has(id) ? "admin" : "member", twoFactor: mfa !== "no" },
    ...(isKnown && { saml: { nameId: `${id}@login.example.com`, ...(number && { employeeNumber: number }) } }),
    // SCIM tells of one that it is switched off, the membership of the others.
    ...(isKnown && { scim: { externalId: `x-${id}`, active: state === "on" || id !== "hal" } }),
    ...{ suspended: state !== "on" && id !== "hal", verifiedEmails: mail ? [mail] : [] },
  };
}

/** The company's application as an organisation of GitHub. */
function organizationAt(turn: Turn): FakeState {
  const { groups, members, keys: tokens } = companyAt(turn);
  const existing = groups.filter(({ deleted }) => !deleted);
  const added = { created: "2026-11-01T00:00:00Z", lastUsed: "2026-11-17T00:00:00Z" };
  const people = accountsOfOneTenant(turn).filter(({ id }) => id !== "bot" && id !== "proxy");
  return {
    ...smallState(),
    users: [...people.map(member), { id: 300, login: "guest-y", role: "outside" }],
    teams: existing.map(({ id = "" }) => ({
      ...{ id: teams.get(id) ?? 0, slug: id, repositories: {} },
      ...(id === "idle" && { parent: teams.get("crew") ?? 0 }),
      ...(id === "husk" && { parent: teams.get("band") ?? 0 }),
      members: Object.fromEntries(
        members
          .filter(({ group }) => group === id)
          .map((one) => [numberOf(one.member), id === "mob" ? "MEMBER" : "MAINTAINER"]),
      ),
    })),
    repositories: [
      {
        ...{ id: 51, name: "billing", private: true, collaborators: {} },
        keys: [
          { id: 71, readOnly: false, addedBy: "ana", ...added },
          { id: 72, readOnly: true, addedBy: "ana", enabled: false, ...added },
          { id: 73, readOnly: true, addedBy: "ana", enabled: turn === 2, ...added },
          { id: 74, readOnly: true, addedBy: "ben", ...added },
          { id: 75, readOnly: true, addedBy: "ana", ...added, created: "2026-01-05T00:00:00Z" },
          { id: 76, readOnly: true, addedBy: "ana", created: "2026-09-05T00:00:00Z" },
        ],
      },
    ],
    invitations: [
      { id: 81, login: null, email: "mia@example.com", role: "direct_member", teams: [teams.get("crew") ?? 0] },
    ],
    roles: [{ id: 61, name: "reader", base: "read", permissions: [], users: [], teams: [] }],
    installations: [
      { id: 101, appId: numberOf("bot"), slug: "bot", permissions: { metadata: "read" } },
      { id: 103, appId: numberOf("proxy"), slug: "proxy", permissions: { issues: "write" } },
      { id: 102, appId: 1002, slug: "asleep", permissions: {}, suspended: true },
    ],
    tokens: tokens.map(tokenOf).filter((_, index) => isToken(tokens[index])),
    base: "none",
  };
}

/** Tokens are those of people, and end or say that they never do. */
function isToken({ id = "", type, until }: Row = {}): boolean {
  return type === "api-key" && until !== "" && id !== "of-bot" && id !== "lone";
}

function tokenOf({ account: owner, until, used, scopes }: Row, index: number): FakeState["tokens"][number] {
  return {
    ...{ id: 900 + index, owner: numberOf(owner) },
    permissions: { repository: scopes ? { administration: "write" } : { contents: "read" } },
    expires: until === "never" || until === "" ? null : `${until}T00:00:00Z`,
    expired: owner === "kit",
    ...(used && { lastUsed: `${used}T00:00:00Z` }),
  };
}

/** GitHub knows people by number, and what they hold by theirs. */
function native({ kind, name }: Named): string {
  if (kind === "credential" && Object.hasOwn(deployKeys, name)) return `deploy-key/${deployKeys[name]}`;
  if (kind === "credential") return `token/${900 + companyAt(1).keys.findIndex(({ id }) => id === name)}`;
  if (kind === "entitlement") return "org/owner";
  if (kind === "group") return String(teams.get(name));
  if (kind === "membership") return `${teams.get("band")}:team/${teams.get("husk")}`;
  return name === "bot" || name === "proxy" ? `app/${numberOf(name)}` : String(numberOf(name));
}

const deployKeys: Readonly<Record<string, number>> = { fresh: 71, returned: 73, lone: 74, old: 75, idle: 76 };
const deployKey = (name: string) => about("credential", "app", name);

let turn: Turn = 1;
let server: Awaited<ReturnType<typeof startFake>>;
beforeAll(async () => {
  server = await startFake((request, response) =>
    fakeGithub(organizationAt(turn), { appKey: keys.public })(request, response),
  );
});
afterAll(() => server?.stop());

holdCells({
  collector: "github",
  shared: ["dir"],
  env: { APP_KEY: keys.private },
  native: (named) => (named.system === "app" ? native(named) : named.name),
  sources: (now) => {
    turn = now;
    const options = { organization: "acme", employeeAttribute: "employeeNumber", readUsers: true };
    const auth = { appId: 4242, privateKey: "env:APP_KEY" };
    return { app: { role: "application", baseUrl: server.base, auth, ...options } };
  },
  apps: {
    app: {
      kinds: ["joe", "tom"].map((match) => ({ match, kind: match === "joe" ? "human" : "break-glass" })),
      entitlements: [{ match: "team/mob", privileged: true }],
    },
  },
  // How members came into a team is told of none but teams.
  undecided: [about("system", "app", "app"), about("credential", "app", "of-desk")],
  // Everybody is a member by default, whoever made them one; tokens do not come back, and are those of people alone.
  // Nor does a team keep its grants when it is deleted; and roles are the organisation's.
  without: [
    "hob",
    "of-abe",
    "of-bot",
    "of-mia",
    "of-old",
    "of-desk",
    "abe",
    "wreck",
    "app:role",
    "app:workspace",
    "app:tool",
  ],
  // Members alone can be disabled, and Apps alone hold tools.
  apart: ["nhi-agent-tool-residual agent"],
  cases: [
    ...planted("group-local-managed", account("gia"), { "by-hand": [about("membership", "app", "band:husk")] }),
    ...planted("group-orphaned-grant", about("group", "app", "crew"), { empty: [about("group", "app", "idle")] }),
    ...planted("scim-gap-uncovered-object", whole("dir"), {
      uncovered: [whole("app", "team"), whole("app", "api-scope")],
    }),
    ...planted("identity-unclassified", account("ana"), {
      account: [account("duo"), account("eve"), account("lee"), account("nold")],
    }),
    // Whoever is suspended stays a member.
    ...planted("leaver-grant-residual", account("ana"), { disabled: [account("gill"), account(endedAtHome)] }),
    ...planted("scim-gap-local-override", account("gia"), { manual: [account("moe"), account("neo")] }),
    ...planted("reactivation-unapproved", about("credential", "app", "of-sound"), {
      credential: [deployKey("returned")],
    }),
    ...planted("nhi-rotation-overdue", deployKey("fresh"), { overdue: [deployKey("old")] }),
    ...planted("nhi-stale", deployKey("fresh"), { "key-never-used": [deployKey("idle")] }),
  ],
});
