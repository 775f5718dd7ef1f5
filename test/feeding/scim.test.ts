import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { type Api, scimApi, token } from "../collect/scim/scim-api.ts";
import { about, identity, planted } from "./cases.ts";
import { companyAt, type Row, type Turn } from "./company.ts";
import { roles, type System } from "./exports.ts";
import { holdCells } from "./hold-cells.ts";

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
  { id = "", login, number, kind = "person", state, mail, other, department }: Row,
  rights: readonly string[],
): object {
  const emails = [
    ...(mail ? [{ value: mail, primary: true }] : []),
    ...(other ? [{ value: other, type: "other" }] : []),
  ];
  return {
    ...{ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise], id, userName: login },
    ...{ active: state === "on" || state === "here", userType: sorts[id] ?? types[kind], emails },
    roles: rights.map((value) => ({ value })),
    ...((number || department) && {
      [enterprise]: { ...(number && { employeeNumber: number }), ...(department && { department }) },
    }),
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
    ({ id }) => id !== "duo-b" && id !== "duo-a" && id !== "duo",
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

let turn: Turn = 1;
/** Three servers at one address. */
const listener: RequestListener = (request, response) => {
  const [, system = "hr", rest = ""] = /^\/(hr|dir|app)(\/.*)$/u.exec(request.url ?? "") ?? [];
  request.url = rest;
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
    return { hr: { ...source("hr"), allowEmpty: true }, dir: source("dir"), app: source("app") };
  },
  native: ({ kind, name }) => (kind === "entitlement" ? `role/${name}` : name),
  // A user name is given once (RFC 7643 §4.1.1).
  without: ["duo"],
  apps: { app: { entitlements: [{ match: "role/Administrator", privileged: true }] } },
  // No agent has an end of its own, so that only the registry can give it one.
  registry: [
    {
      ...{ id: "nhi:rola", kind: "agent", accounts: ["account:dir/main/rola"], owner: "person:ana" },
      ...{ purpose: "works", expires: "2027-05-31" },
    },
  ],
  // Since when an approver is gone is told by no server.
  undecided: [about("event", "log", "e-gone")],
  cases: planted("nhi-no-expiry", identity("rola"), {
    identity: ["orla", "olga", "ulla"].map((name) => identity(name)),
  }),
});
