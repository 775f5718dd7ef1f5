import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { type Api, scimApi, token } from "../collect/scim/scim-api.ts";
import { about, account, guest, identity, planted, whole } from "./cases.ts";
import { accountsOfOneTenant, companyAt, type Row, type Turn } from "./company.ts";
import { csvOf, roles, type System } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";
import { recordsOf } from "./mapping.ts";
import { planFile, planSource } from "./plan.ts";
import { endedAtHome, guestAtSide } from "./rights.ts";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const types: Readonly<Record<string, string>> = {
  person: "Employee",
  service: "Service",
  machine: "Service",
  "": "Other",
  other: "Other",
};

/** Further sorts of users, each of somebody whom HR knows. */
const sorts: Readonly<Record<string, string>> = {
  quin: "workload",
  rae: "shared",
  sam: "system",
  tom: "break-glass",
  una: "external",
  pia: "service",
};

/** A user as RFC 7643 has them. */
function user(
  { id = "", login, number, kind = "person", state, mail, other, department, made }: Row,
  rights: readonly string[],
): object {
  const emails = [
    ...(mail ? [{ value: mail, primary: true }] : []),
    ...(other ? [{ value: other, type: "other" }] : []),
  ];
  return {
    ...{ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise], id, userName: login },
    ...{ active: state === "on" || state === "here" || state === "away", userType: sorts[id] ?? types[kind], emails },
    roles: rights.map((value) => ({ value })),
    ...((number || department) && {
      [enterprise]: { ...(number && { employeeNumber: number }), ...(department && { department }) },
    }),
    ...(made && { meta: { created: `${made}T00:00:00Z` } }),
    ...(id === "pia" && rich),
    // Whether this one is in use is not told.
    ...(id === "gil" && { active: undefined }),
  };
}

/** All that the collector can tell of somebody. */
const rich = {
  entitlements: [{ value: "badge" }],
  ...{ displayName: "Pia Lund", externalId: "x-pia", title: "Engineer", meta: { created: "2026-01-02T03:04:05Z" } },
  [enterprise]: {
    ...{ employeeNumber: "E19", costCenter: "4711", department: "Sales", division: "North" },
    manager: { value: "ana" },
  },
};

/** An agent, as the drafts for `/Agents` have it. */
function agent({ id = "", login, owner, parent, state }: Row): object {
  const owners = owner ? [{ value: owner, $ref: owner === "ghosts" ? "../Groups/ghosts" : `../Users/${owner}` }] : [];
  return { id, agentUserName: login, active: state === "on", owners, ...(parent && { parent: { value: parent } }) };
}

function group({ id = "", name }: Row, members: readonly Row[], nested: readonly Row[]): object {
  const own = members.filter((one) => one.group === id).map(({ member }) => ({ value: member, type: "User" }));
  const inner = nested.filter((one) => one.group === id).map((one) => ({ value: one.inner, type: "Group" }));
  return { id, displayName: name, members: [...own, ...inner] };
}

function apiOf(system: System, turn: Turn): Api {
  const company = companyAt(turn);
  if (system === "hr")
    return { lists: { Users: company.hr.map((row) => user({ ...row, id: row.number ?? "" }, [])), Groups: [] } };
  const isDirectory = system === "dir";
  const people = (isDirectory ? company.people : accountsOfOneTenant(turn)).filter(
    ({ id, kind }) => kind !== "guest" && id !== "duo-b" && id !== "duo-a" && id !== "duo",
  );
  const rightsOf = (id: string | undefined) =>
    isDirectory
      ? company.dirGrants.filter((one) => one.user === id && one.role === "access").map(() => "access")
      : company.grants.filter((one) => one.account === id).map(({ role = "" }) => role);
  const isAgent = ({ kind }: Row) => isDirectory && (kind === "service" || kind === "agent");
  const groups = isDirectory ? company.dirGroups : company.groups;
  const members = isDirectory ? company.dirMembers : company.members;
  const nested = isDirectory ? company.dirNested : [];
  return {
    lists: {
      Users: people.filter((row) => !isAgent(row)).map((row) => user(row, rightsOf(row.id))),
      Groups: groups.map((row) => group(row, members, nested)),
      ...(isDirectory
        ? { Agents: people.filter(isAgent).map(agent) }
        : { Roles: [{ value: "admin", display: "Administrator", contains: [{ value: "member" }] }] }),
    },
  };
}

/** An application that keeps keys and is read from exports, because SCIM has none. */
function vaultSource(turn: Turn): object {
  const exported = Object.entries(vaultRows(turn)).map(([list]) => ({
    ...{ path: `vault/${list}.csv`, records: recordsOf[list] },
    exportedAt: { from: "value", value: turn === 1 ? "2026-11-18T06:00:00Z" : "2026-11-21T06:00:00Z" },
  }));
  return { collector: "files", role: "application", reads: exported };
}

function vaultRows(turn: Turn): Readonly<Record<string, readonly Row[]>> {
  const { accounts, keys, roles: entitlements, grants } = companyAt(turn);
  const holders = ["ana", "ben", "hal", "eve", "bot", "proxy", endedAtHome, guestAtSide];
  const wanted = ["of-ana", "of-ben", "of-hal", "of-eve", "of-bot", "lone"];
  return {
    accounts: accounts.filter(({ id = "" }) => holders.includes(id)),
    keys: keys.filter(({ id = "" }) => wanted.includes(id)),
    roles: entitlements,
    grants: grants.filter(({ role }) => role === "fetch"),
  };
}

function vaultFiles(turn: Turn): Record<string, string> {
  return Object.fromEntries(Object.entries(vaultRows(turn)).map(([list, rows]) => [`vault/${list}.csv`, csvOf(rows)]));
}

/** An application whose people are planned. */
const earlyBirds: Api = {
  lists: {
    Users: [
      { id: "ana", login: "ana", number: "E10", state: "on" },
      { id: "jeb", login: "jeb", number: "E139", state: "on" },
      { id: "lev", login: "lev", number: "E138", state: "on" },
    ].map((row) => user(row, [])),
    Groups: [],
  },
};

let turn: Turn = 1;
/** Four servers at one address. */
const listener: RequestListener = (request, response) => {
  const [, system = "hr", rest = ""] = /^\/(hr|dir|app|pre)(\/.*)$/u.exec(request.url ?? "") ?? [];
  request.url = rest;
  if (system === "pre") return scimApi(earlyBirds)(request, response);
  scimApi(apiOf(system === "dir" || system === "app" ? system : "hr", turn))(request, response);
};
const server = createServer(listener);
let base = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

function source(system: System): object {
  const kinds = {
    Service: "service",
    Other: "unknown",
    ...Object.fromEntries(Object.values(sorts).map((one) => [one, one])),
  };
  return { role: roles[system], base: `${base}/${system}/scim/v2`, auth: { bearer: "env:TOKEN" }, kinds };
}

const inVault = {
  account: (name: string) => account(name, "vault"),
  key: (name: string) => about("credential", "vault", name),
};

/** What people and owners of SCIM lead to, in an application that SCIM does not read. */
const ofVault = [
  ...planted("leaver-account-enabled", inVault.account("ana"), {
    ...{ inactive: [inVault.account("ben")], deleted: [inVault.account("eve")] },
  }),
  ...planted("leaver-credential-active", inVault.key("of-ana"), {
    ...{ inactive: [inVault.key("of-ben")], deleted: [inVault.key("of-eve")], dormant: [inVault.key("of-hal")] },
    ...{ owner: [inVault.account("bot")], maker: [inVault.key("lone")] },
  }),
  ...planted("leaver-used-after-revocation", inVault.account("ana"), {
    ...{ inactive: [inVault.account("ben")], key: [inVault.key("of-ben")] },
  }),
  ...planted("nhi-unregistered", inVault.account("ana"), { unregistered: [inVault.account("bot")] }),
  ...planted("tenant-crossing-grant", inVault.account("ana"), { "inactive-at-home": [guest("vault")] }),
  ...planted("nhi-agent-tool-residual", inVault.account("ana"), { backer: [inVault.account("proxy")] }),
];

holdCells({
  collector: "scim",
  shared: ["vault"],
  env: { TOKEN: token },
  sources: (now) => {
    turn = now;
    const own = { hr: { ...source("hr"), allowEmpty: true }, dir: source("dir"), app: source("app") };
    const pre = { ...source("app"), base: `${base}/pre/scim/v2` };
    return { ...own, pre, plan: planSource, vault: vaultSource(now) };
  },
  files: (now) => ({ ...planFile, ...vaultFiles(now) }),
  native: ({ kind, name }) => (kind === "entitlement" ? `role/${name}` : name),
  // A user name is given once (RFC 7643 §4.1.1); users have no end, and agents have neither one nor rights of their own.
  without: [
    "duo",
    "duo-a",
    "duo-b",
    "wreck",
    "husk",
    "mob",
    "app:workspace",
    "app:tool",
    "ivy",
    "aeon",
    "zeta",
    "yota",
  ],
  // Nor is it told how somebody came into a group, or since when an approver is gone.
  undecided: [about("system", "app", "app"), about("event", "log", "e-gone")],
  apps: {
    app: { entitlements: [{ match: "role/Administrator", privileged: true }] },
    pre: { people: ["hr", "plan"], flat: true },
    vault: { people: ["dir"] },
  },
  // No agent has an end of its own, so that only the registry can give it one.
  registry: [
    ...["rola", "aeon", "xena", "yota"].map((name) => ({
      ...{ id: `nhi:${name}`, kind: "agent", accounts: [`account:dir/main/${name}`], owner: "person:ana" },
      ...{ purpose: "works", expires: "2027-05-31" },
    })),
    {
      ...{ id: "nhi:deputy", kind: "agent", accounts: ["account:vault/main/proxy"], owner: "person:ana" },
      ...{ purpose: "works", expires: "2027-05-31", onBehalfOf: "person:ben" },
    },
  ],
  cases: [
    ...ofVault,
    ...planted("nhi-no-expiry", identity("rola"), {
      identity: ["orla", "olga", "ulla", "moss", "mint", "tail", "void", "vera"].map((name) => identity(name)),
    }),
    ...planted("breakglass-noncompliant", account("good", "dir"), { undeclared: [account("tom", "dir")] }),
    ...planted("joiner-timing", account("ana", "pre"), { early: [account("jeb", "pre")] }),
    ...planted("leave-access-active", account("ana", "pre"), { "on-leave": [account("lev", "pre")] }),
    ...planted("nhi-purpose-ended", identity("rola"), { ended: [about("nhi", "dir", "yota")] }),
    ...planted("scim-gap-uncovered-object", whole("dir"), { uncovered: [whole("app", "custom")] }),
  ],
});
