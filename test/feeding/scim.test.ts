import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { type Api, scimApi, token } from "../collect/scim/scim-api.ts";
import { account, identity, planted } from "./cases.ts";
import { companyAt, type Row, type Turn } from "./company.ts";
import { roles, type System } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";
import { planFile, planSource } from "./plan.ts";

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
  { id = "", login, number, kind = "person", state, mail, other, department, born, created }: Row,
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
    ...((born || created) && { meta: { created: `${born || created}T00:00:00Z` } }),
    ...(id === "pia" && rich),
    // Whether this one is in use is not told.
    ...(id === "gil" && { active: undefined }),
  };
}

/** All that the collector can tell of somebody. */
const rich = {
  ...{ displayName: "Pia Lund", externalId: "x-pia", title: "Engineer", meta: { created: "2026-01-02T03:04:05Z" } },
  [enterprise]: {
    ...{ employeeNumber: "E19", costCenter: "4711", department: "Sales", division: "North" },
    manager: { value: "ana" },
  },
};

/** An agent, as the drafts for `/Agents` have it. */
function agent({ id = "", login, owner }: Row): object {
  const owners = owner ? [{ value: owner, $ref: owner === "ghosts" ? "../Groups/ghosts" : `../Users/${owner}` }] : [];
  return { id, agentUserName: login, active: true, owners, ...(id === "rola" && { parent: { value: "robo" } }) };
}

function group({ id = "", name }: Row, members: readonly Row[]): object {
  const own = members.filter((one) => one.group === id).map(({ member }) => ({ value: member, type: "User" }));
  return { id, displayName: name, members: own };
}

function apiOf(system: System, turn: Turn): Api {
  const company = companyAt(turn);
  if (system === "hr")
    return { lists: { Users: company.hr.map((row) => user({ ...row, id: row.number ?? "" }, [])), Groups: [] } };
  const isDirectory = system === "dir";
  const people = (isDirectory ? company.people : company.accounts).filter(
    ({ id, kind }) => kind !== "guest" && id !== "duo-b" && id !== "duo-a" && id !== "duo",
  );
  const rightsOf = (id: string | undefined) =>
    isDirectory
      ? company.dirGrants.filter((one) => one.user === id).map(() => "access")
      : company.grants.filter((one) => one.account === id).map(({ role = "" }) => role);
  const isAgent = ({ kind }: Row) => isDirectory && kind === "service";
  const groups = isDirectory ? company.dirGroups : company.groups;
  const members = isDirectory ? company.dirMembers : company.members;
  return {
    lists: {
      Users: people.filter((row) => !isAgent(row)).map((row) => user(row, rightsOf(row.id))),
      Groups: groups.map((row) => group(row, members)),
      ...(isDirectory
        ? { Agents: people.filter(isAgent).map(agent) }
        : { Roles: [{ value: "admin", display: "Administrator", contains: [{ value: "member" }] }] }),
    },
  };
}

/** An application whose people are planned. */
const earlyBirds: Api = {
  lists: {
    Users: [
      { id: "ana", login: "ana", number: "E10", state: "on" },
      { id: "jim", login: "jim", number: "E139", state: "on" },
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

holdCells({
  collector: "scim",
  env: { TOKEN: token },
  sources: (now) => {
    turn = now;
    const pre = { ...source("app"), base: `${base}/pre/scim/v2` };
    return { hr: { ...source("hr"), allowEmpty: true }, dir: source("dir"), app: source("app"), pre, plan: planSource };
  },
  files: () => planFile,
  native: ({ kind, name }) => (kind === "entitlement" ? `role/${name}` : name),
  // A user name is given once (RFC 7643 §4.1.1).
  without: ["duo", "duo-a", "duo-b"],
  apps: { pre: { people: ["hr", "plan"] }, app: { entitlements: [{ match: "role/Administrator", privileged: true }] } },
  // No agent has an end of its own, so that only the registry can give it one.
  registry: [
    {
      ...{ id: "nhi:rola", kind: "agent", accounts: ["account:dir/main/rola"], owner: "person:ana" },
      ...{ purpose: "works", expires: "2027-05-31" },
    },
  ],
  cases: [
    ...planted("nhi-no-expiry", identity("rola"), {
      identity: ["orla", "olga", "ulla"].map((name) => identity(name)),
    }),
    ...planted("joiner-timing", account("ana", "pre"), { early: [account("jim", "pre")] }),
    ...planted("leave-access-active", account("ana", "pre"), { "on-leave": [account("lev", "pre")] }),
  ],
});
