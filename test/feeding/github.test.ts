import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { fakeGithub, startFake } from "../servers/github/fake.ts";
import { type FakeState, type FakeUser, smallState } from "../servers/github/state.ts";
import { about, account, type Named, planted } from "./cases.ts";
import { companyAt, type Row, type Turn } from "./company.ts";
import { holdCells } from "./hold-cells.ts";

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
function member({ id = "", login = "", number, mail, state, mfa, by = "" }: Row): FakeUser {
  const isKnown = id !== "nold" && id !== "pia" && by.includes("saml");
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
  const { accounts, groups, members, keys: tokens } = companyAt(turn);
  const people = accounts.filter(({ id }) => id !== "bot");
  return {
    ...smallState(),
    users: [...people.map(member), { id: 300, login: "guest-y", role: "outside" }],
    teams: groups.map(({ id = "" }) => ({
      ...{ id: teams.get(id) ?? 0, slug: id, repositories: {} },
      ...(id === "idle" && { parent: teams.get("crew") ?? 0 }),
      members: Object.fromEntries(
        members.filter(({ group }) => group === id).map((one) => [numberOf(one.member), "MAINTAINER"]),
      ),
    })),
    repositories: [
      {
        ...{ id: 51, name: "billing", private: true, collaborators: {} },
        keys: [
          { id: 71, readOnly: false, addedBy: "ana" },
          { id: 72, readOnly: true, addedBy: "ana", enabled: false },
          { id: 73, readOnly: true, addedBy: "ana", enabled: turn === 2 },
        ],
      },
    ],
    invitations: [
      { id: 81, login: null, email: "mia@example.com", role: "direct_member", teams: [teams.get("crew") ?? 0] },
    ],
    roles: [],
    installations: [
      { id: 101, appId: numberOf("bot"), slug: "bot", permissions: { metadata: "read" } },
      { id: 102, appId: 1002, slug: "asleep", permissions: {}, suspended: true },
    ],
    tokens: tokens.map(({ account: owner, until, scopes }, index) => ({
      ...{ id: 900 + index, owner: numberOf(owner) },
      permissions: { repository: scopes ? { administration: "write" } : { contents: "read" } },
      expires: until === "never" ? null : `${until}T00:00:00Z`,
      expired: owner === "kit",
    })),
    base: "none",
  };
}

/** GitHub knows people by number, and what they hold by theirs. */
function native({ kind, name }: Named): string {
  if (kind === "credential" && name === "returned") return "deploy-key/73";
  if (kind === "credential") return `token/${900 + companyAt(1).keys.findIndex(({ id }) => id === name)}`;
  if (kind === "entitlement") return "org/owner";
  if (kind === "group") return String(teams.get(name));
  return name === "bot" ? `app/${numberOf(name)}` : String(numberOf(name));
}

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
  env: { APP_KEY: keys.private },
  native: (named) => (named.system === "app" ? native(named) : named.name),
  sources: (now) => {
    turn = now;
    const options = { organization: "acme", employeeAttribute: "employeeNumber", readUsers: true };
    const auth = { appId: 4242, privateKey: "env:APP_KEY" };
    return { app: { role: "application", baseUrl: server.base, auth, ...options } };
  },
  apps: { app: { kinds: ["joe", "tom"].map((match) => ({ match, kind: match === "joe" ? "human" : "break-glass" })) } },
  // Everybody is a member by default, whoever made them one; and tokens do not come back.
  without: ["hob", "of-abe"],
  cases: [
    ...planted("identity-unclassified", account("ana"), {
      account: [account("duo"), account("eve"), account("lee"), account("nold")],
    }),
    // Whoever is suspended stays a member.
    ...planted("leaver-grant-residual", account("ana"), { disabled: [account("gill")] }),
    ...planted("scim-gap-local-override", account("gia"), { manual: [account("moe"), account("neo")] }),
    ...planted("reactivation-unapproved", about("credential", "app", "of-sound"), {
      credential: [about("credential", "app", "returned")],
    }),
  ],
});
